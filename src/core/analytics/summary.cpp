#include "core/analytics/summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace cairn {
namespace {

/// Gaps in ascending order, without sorting them: counted by their leading bits, so that only those
/// which share these bits with what is asked for have to be looked at one by one.
class OrderedGaps {
public:
    explicit OrderedGaps(std::span<const TimeMs> gaps) : m_gaps(gaps), m_bins(kBins) {
        std::uint64_t all = 0;
        for (const TimeMs gap : gaps)
            all |= static_cast<std::uint64_t>(gap);
        m_shift = std::max(kBits, static_cast<unsigned>(std::bit_width(all))) - kBits;
        for (const TimeMs gap : gaps)
            ++m_bins[binOf(gap)].count;
        std::size_t before = 0;
        for (Bin& bin : m_bins)
            bin.before = std::exchange(before, before + bin.count);
    }

    // First what will be asked for, then gather(), then the questions.
    void wantRank(std::size_t rank) { m_bins[binOfRank(rank)].wanted = true; }
    void wantBound(TimeMs bound) {
        if (const std::size_t bin = binOf(bound); bin < kBins)
            m_bins[bin].wanted = true;
    }
    void gather() {
        for (Bin& bin : m_bins)
            if (bin.wanted)
                bin.gaps.reserve(bin.count);
        for (const TimeMs gap : m_gaps)
            if (Bin& bin = m_bins[binOf(gap)]; bin.wanted)
                bin.gaps.push_back(gap);
    }
    TimeMs at(std::size_t rank) {
        Bin& bin = m_bins[binOfRank(rank)];
        const auto wanted = bin.gaps.begin() + static_cast<std::ptrdiff_t>(rank - bin.before);
        std::nth_element(bin.gaps.begin(), wanted, bin.gaps.end());
        return *wanted;
    }
    /// How many gaps are not longer than the bound.
    std::size_t upTo(TimeMs bound) const {
        if (binOf(bound) >= kBins)
            return m_gaps.size();
        const Bin& bin = m_bins[binOf(bound)];
        return bin.before +
               static_cast<std::size_t>(std::count_if(bin.gaps.begin(), bin.gaps.end(),
                                                      [&](TimeMs gap) { return gap <= bound; }));
    }

private:
    static constexpr unsigned kBits = 11;
    static constexpr std::size_t kBins = std::size_t{1} << kBits;
    struct Bin {
        std::size_t before = 0, count = 0; ///< gaps in bins before it, and in it
        bool wanted = false;
        std::vector<TimeMs> gaps; ///< of wanted bins
    };
    std::size_t binOf(TimeMs gap) const { return static_cast<std::uint64_t>(gap) >> m_shift; }
    std::size_t binOfRank(std::size_t rank) const {
        const auto past = std::partition_point(m_bins.begin(), m_bins.end(), [&](const Bin& bin) {
            return bin.before + bin.count <= rank;
        });
        return static_cast<std::size_t>(past - m_bins.begin());
    }

    std::span<const TimeMs> m_gaps;
    unsigned m_shift = 0;
    std::vector<Bin> m_bins;
};

} // namespace

std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

StepTimes timesOf(std::span<const TimeMs> gaps) {
    StepTimes times;
    if (gaps.empty())
        return times;
    struct Quantile { // Hyndman and Fan's type 7
        std::optional<double> StepTimes::*result;
        double at;
        std::size_t below, above;
    };
    std::vector<Quantile> quantiles;
    OrderedGaps ordered(gaps);
    const auto ask = [&](std::optional<double> StepTimes::*result, double share) {
        const double at = share * static_cast<double>(gaps.size() - 1);
        const auto below = static_cast<std::size_t>(at);
        quantiles.push_back({result, at, below, std::min(below + 1, gaps.size() - 1)});
        ordered.wantRank(quantiles.back().below);
        ordered.wantRank(quantiles.back().above);
    };
    ask(&StepTimes::p25, 0.25);
    ask(&StepTimes::median, 0.5);
    ask(&StepTimes::p75, 0.75);
    ask(&StepTimes::p90, 0.9);
    ask(&StepTimes::p95, 0.95);
    const auto boundMs = [](double seconds) { return static_cast<TimeMs>(seconds * 1000); };
    for (const double bound : kTimeBuckets)
        ordered.wantBound(boundMs(bound));
    ordered.gather();

    const auto seconds = [&](std::size_t rank) {
        return static_cast<double>(ordered.at(rank)) / 1000;
    };
    for (const Quantile& q : quantiles) {
        const double below = seconds(q.below);
        times.*q.result = below + (q.at - std::floor(q.at)) * (seconds(q.above) - below);
    }
    std::size_t before = 0;
    for (const double bound : kTimeBuckets) {
        const std::size_t upTo = ordered.upTo(boundMs(bound));
        times.histogram.push_back(upTo - before);
        before = upTo;
    }
    times.histogram.push_back(gaps.size() - before);
    // In two halves of whole numbers: exact, and the same in any order.
    std::uint64_t high = 0, low = 0;
    for (const TimeMs gap : gaps) {
        high += static_cast<std::uint64_t>(gap) >> 32;
        low += static_cast<std::uint64_t>(gap) & 0xffffffff;
    }
    times.mean = (static_cast<double>(high) * 0x1p32 + static_cast<double>(low)) /
                 static_cast<double>(gaps.size()) / 1000;
    return times;
}

std::optional<double> medianSeconds(std::vector<TimeMs>& gaps) {
    if (gaps.empty())
        return std::nullopt;
    const auto lower = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
    std::nth_element(gaps.begin(), lower, gaps.end());
    const TimeMs upper = gaps.size() % 2 == 0 ? *std::min_element(lower + 1, gaps.end()) : *lower;
    return (static_cast<double>(*lower) + static_cast<double>(upper)) / 2000;
}

} // namespace cairn
