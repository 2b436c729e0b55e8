// cairn-generate-events ROWS OUT.csv [SEED]: an event log of a shop, the same for the same seed.
// user_id,event,timestamp,channel,device,value; ROWS/20 users over 7 days in time order, five steps
// of falling probability.

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "cairn/base/civil_time.hpp"

namespace {

using cairn::TimeMs;

struct Choice {
    const char* text;
    double upTo; ///< cumulative probability
};

template <std::size_t N> const char* pick(const std::array<Choice, N>& choices, double chance) {
    for (const Choice& choice : choices)
        if (chance < choice.upTo)
            return choice.text;
    return choices.back().text;
}

constexpr std::array<Choice, 5> kEvents{{{"page_view", 0.80},
                                         {"sign_up", 0.90},
                                         {"add_to_cart", 0.96},
                                         {"checkout", 0.985},
                                         {"purchase", 1.0}}};
constexpr std::array<Choice, 5> kChannels{
    {{"organic", 0.4}, {"paid_search", 0.6}, {"email", 0.75}, {"social", 0.9}, {"direct", 1.0}}};
constexpr std::array<Choice, 3> kDevices{{{"mobile", 0.6}, {"desktop", 0.93}, {"tablet", 1.0}}};

void writeRows(std::FILE* out, std::uint64_t rows, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto chance = [&] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    const std::uint64_t users = rows / 20 == 0 ? 1 : rows / 20;
    const TimeMs start = cairn::daysFromCivil(2024, 3, 1) * cairn::kDayMs;
    const double step = 7.0 * static_cast<double>(cairn::kDayMs) / static_cast<double>(rows);
    std::fputs("user_id,event,timestamp,channel,device,value\n", out);
    for (std::uint64_t i = 0; i < rows; ++i) {
        const TimeMs time = start + static_cast<TimeMs>((static_cast<double>(i) + chance()) * step);
        std::string stamp = cairn::isoUtc(time);
        if (stamp.size() == 20)
            stamp.insert(19, ".000");
        const char* event = pick(kEvents, chance());
        const bool paid = std::string_view(event) == "purchase";
        std::fprintf(out, "u%07llu,%s,%s,%s,%s,", static_cast<unsigned long long>(random() % users),
                     event, stamp.c_str(), pick(kChannels, chance()), pick(kDevices, chance()));
        if (paid)
            std::fprintf(out, "%.2f", 5 + 195 * chance());
        std::fputc('\n', out);
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc > 4) {
        std::fputs("cairn-generate-events ROWS OUT.csv [SEED]\n", stderr);
        return 2;
    }
    const std::uint64_t rows = std::strtoull(argv[1], nullptr, 10);
    const std::uint64_t seed = argc == 4 ? std::strtoull(argv[3], nullptr, 10) : 1;
    std::FILE* out = std::fopen(argv[2], "wb");
    if (rows == 0 || out == nullptr) {
        std::fputs("the number of rows is not one, or the file cannot be written\n", stderr);
        return 1;
    }
    writeRows(out, rows, seed);
    if (std::fclose(out) != 0) {
        std::fputs("the file could not be written to the end\n", stderr);
        return 1;
    }
    return 0;
}
