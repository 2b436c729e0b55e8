#include "core/analytics/funnel_follow.hpp"

#include "core/base/wide.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>

#include <bit>
#endif

namespace cairn::funnel {
namespace {

/// Without a branch: whether a row is its user's next step no processor can guess.
template <bool kSegment>
void followEach(const FollowedUsers& users, const FirstRule* rules, const RowsToFollow& rows) {
    const FollowedUsers to = users; // what is written could otherwise be any of it
    const std::uint32_t *const units = rows.unit, *const values = rows.segment;
    const Word* const words = rows.word;
    const auto onesIf = [](bool yes) { return 0 - static_cast<std::uint64_t>(yes); };
    const auto follow = [&](std::size_t i) {
        const Word word = words[i];
        const FirstRule& rule = rules[word & kClassMask];
        const std::size_t at = units[i] >> to.shift;
        const std::uint64_t state = to.states[at] | rule.seen;
        // All ones for yes: of a comparison, compilers would make a jump.
        const std::uint64_t isNext = onesIf((state & kDepth) == rule.step),
                            inTime = onesIf(word - (state & rule.began) <= rule.within),
                            goesOn = isNext & inTime;
        const std::uint64_t next = ((state & rule.keep) + 1) | (word & rule.begin),
                            stays = state | (isNext & ~inTime & kLate);
        to.states[at] = stays ^ ((stays ^ next) & goesOn);
        const std::size_t place =
            to.nowhere ^ ((to.nowhere ^ (at * to.width + rule.step)) & goesOn);
        to.times[place] = word >> kClassBits;
        if constexpr (kSegment)
            to.segments[place] = values[i];
    };
    constexpr std::size_t kAhead = 24;
    std::size_t i = rows.first;
    for (; i + kAhead < rows.count && i < rows.past; ++i) {
        prefetch(to.states + (units[i + kAhead] >> to.shift));
        follow(i);
    }
    for (; i < rows.past; ++i)
        follow(i);
}

#ifdef CAIRN_WIDE
constexpr std::size_t kTogether = 8, kAhead = 32;

/// Steps done, waiting to be written down: seldom more than one of eight rows is one, and the
/// others are not to wait for memory.
struct StepsDone {
    static constexpr std::size_t kMost = 512;
    std::size_t count = 0;
    std::uint64_t place[kMost + kTogether], time[kMost + kTogether];
    std::uint32_t segment[kMost + kTogether];
};

template <bool kSegment> void writeDown(const FollowedUsers& users, StepsDone& done) {
    for (std::size_t i = 0; i < done.count; ++i) {
        users.times[done.place[i]] = done.time[i];
        if constexpr (kSegment)
            users.segments[done.place[i]] = done.segment[i];
    }
    done.count = 0;
}

/// Of at most eight classes. As followEach, but for eight rows with the same user twice.
template <bool kSegment>
CAIRN_WIDE void followEight(const FollowedUsers& users, const std::vector<FirstRule>& rules,
                            const RowsToFollow& rows) {
    const auto table = [&](std::uint64_t FirstRule::*field) CAIRN_WIDE {
        alignas(64) std::uint64_t values[kTogether] = {};
        for (std::size_t id = 0; id < rules.size(); ++id)
            values[id] = rules[id].*field;
        return _mm512_load_si512(values);
    };
    const __m512i stepOf = table(&FirstRule::step), seenOf = table(&FirstRule::seen),
                  beganOf = table(&FirstRule::began), withinOf = table(&FirstRule::within),
                  keepOf = table(&FirstRule::keep), beginOf = table(&FirstRule::begin);
    const __m512i depth = _mm512_set1_epi64(kDepth), one = _mm512_set1_epi64(1),
                  late = _mm512_set1_epi64(kLate),
                  width = _mm512_set1_epi64(static_cast<long long>(users.width));
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(users.shift));
    StepsDone done;
    std::size_t i = rows.first;
    for (; i + kTogether <= rows.past; i += kTogether) {
        const __m512i at = _mm512_srl_epi64(_mm512_cvtepu32_epi64(_mm256_loadu_si256(
                                                reinterpret_cast<const __m256i*>(rows.unit + i))),
                                            shift);
        const __m512i met = _mm512_conflict_epi64(at);
        if (_mm512_test_epi64_mask(met, met) != 0) {
            writeDown<kSegment>(users, done);
            RowsToFollow few = rows;
            few.first = i;
            few.past = i + kTogether;
            followEach<kSegment>(users, rules.data(), few);
            continue;
        }
        if (i + kAhead + kTogether <= rows.count)
            for (std::size_t soon = i + kAhead; soon < i + kAhead + kTogether; ++soon)
                prefetch(users.states + (rows.unit[soon] >> users.shift));
        const __m512i word = _mm512_loadu_si512(rows.word + i); // whose low bits choose of eight
        const __m512i step = _mm512_permutexvar_epi64(word, stepOf);
        const __m512i state = _mm512_or_epi64(_mm512_i64gather_epi64(at, users.states, 8),
                                              _mm512_permutexvar_epi64(word, seenOf));
        const __mmask8 isNext = _mm512_cmpeq_epi64_mask(_mm512_and_epi64(state, depth), step);
        const __mmask8 goesOn = _mm512_mask_cmple_epu64_mask(
            isNext,
            _mm512_sub_epi64(word,
                             _mm512_and_epi64(state, _mm512_permutexvar_epi64(word, beganOf))),
            _mm512_permutexvar_epi64(word, withinOf));
        const __m512i next = _mm512_or_epi64(
            _mm512_add_epi64(_mm512_and_epi64(state, _mm512_permutexvar_epi64(word, keepOf)), one),
            _mm512_and_epi64(word, _mm512_permutexvar_epi64(word, beginOf)));
        const __m512i stays = _mm512_mask_or_epi64(state, isNext, state, late);
        _mm512_i64scatter_epi64(users.states, at, _mm512_mask_mov_epi64(stays, goesOn, next), 8);
        _mm512_storeu_si512(done.place + done.count,
                            _mm512_maskz_compress_epi64(
                                goesOn, _mm512_add_epi64(_mm512_mullo_epi64(at, width), step)));
        _mm512_storeu_si512(
            done.time + done.count,
            _mm512_maskz_compress_epi64(goesOn, _mm512_srli_epi64(word, kClassBits)));
        if constexpr (kSegment)
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(done.segment + done.count),
                                _mm256_maskz_compress_epi32(
                                    goesOn, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(
                                                rows.segment + i))));
        done.count += static_cast<std::size_t>(std::popcount(goesOn));
        if (done.count > StepsDone::kMost - kTogether)
            writeDown<kSegment>(users, done);
    }
    writeDown<kSegment>(users, done);
    RowsToFollow rest = rows;
    rest.first = i;
    followEach<kSegment>(users, rules.data(), rest);
}
#endif

} // namespace

FirstRule firstRule(unsigned step, std::uint64_t limit) {
    const std::uint64_t within =
        limit >> (64 - kStateBits) != 0 ? ~std::uint64_t{0} : limit << kStateBits | kStateMask;
    if (step == 0)
        return {step, 0, 0, within, kStateMask & ~kLate, ~kStateMask};
    return {step, seenBit(step), ~kStateMask, within, ~kLate, 0};
}

void followFirst(const FollowedUsers& users, const std::vector<FirstRule>& rules,
                 const RowsToFollow& rows) {
#ifdef CAIRN_WIDE
    if (rules.size() <= kTogether && hasWideRegisters()) {
        if (users.segments != nullptr)
            followEight<true>(users, rules, rows);
        else
            followEight<false>(users, rules, rows);
        return;
    }
#endif
    if (users.segments != nullptr)
        followEach<true>(users, rules.data(), rows);
    else
        followEach<false>(users, rules.data(), rows);
}

} // namespace cairn::funnel
