#pragma once
// Random projects and random edits, repeatable from a seed: what property tests of edits, store and JSON walk over.

#include <cstdint>
#include <random>
#include <string>

#include "cairn/model/edits.hpp"

namespace cairn::test {

/// Makes edits the way a restless person would: adds, renames, moves, copies, binds, removes, in any order.
class RandomEditor {
public:
    explicit RandomEditor(std::uint64_t seed) : m_random(seed) {}

    /// One random edit that is allowed on this project.
    Project step(Project project);
    /// A project after `edits` steps from nothing.
    Project project(int edits);
    /// Text with quotes, line breaks, umlauts, Arabic, Japanese, emoji, or nothing.
    std::string text();
    std::size_t below(std::size_t n);

private:
    Project addSomething(Project project);
    Project changeSomething(Project project);
    Project moveSomething(Project project);
    Project removeSomething(Project project);

    template <class IdType> IdType freshId();
    std::mt19937_64 m_random;
};

} // namespace cairn::test
