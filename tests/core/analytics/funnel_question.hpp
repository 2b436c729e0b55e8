#pragma once
// Random questions about random streams, asked of the engine and of the definition.

#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "funnel_reference.hpp"

namespace cairn {

struct Question {
    std::vector<reference::Row> rows;
    std::vector<FunnelStep> steps;
    FunnelOptions options;
    bool sessionColumn = false;
    std::size_t chunkRows = 0; ///< rows in a chunk of the log; 0 = as many as fit
};

class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    int roll(int sides) { return static_cast<int>(m_engine() % static_cast<unsigned>(sides)); }
    bool chance(int percent) { return roll(100) < percent; }
    template <class T> T oneOf(std::initializer_list<T> choices) {
        return *(choices.begin() + roll(static_cast<int>(choices.size())));
    }

private:
    std::mt19937_64 m_engine;
};

/// Columns: p (three values, some missing), q (two), session, tier (of the customer), void (always
/// missing), wide (a value of its own in most rows).
Question someQuestion(Dice& dice, int users);
FunnelStep someStep(Dice& dice);
void addExclusion(Dice& dice, Question& q, bool mayRemove);
EventLog logOf(const Question& q);
/// The same rows in chunks of a few, so that even a little log is shared between threads.
void cutChunks(EventLog& log, std::size_t rowsEach);

/// The engine's answer equals the definition's in every number.
void compare(const Question& q);
/// Every number of both, to the last bit.
void requireSame(const FunnelResult& a, const FunnelResult& b);

} // namespace cairn
