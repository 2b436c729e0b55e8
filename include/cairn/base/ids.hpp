#pragma once
// Strong identifiers. Every element of a project has one, unique within the project whatever its type.

#include <compare>
#include <cstdint>
#include <functional>
#include <type_traits>

namespace cairn {

struct AnyElementTag;

/// An element's identity: 52 random bits, never 0 for a real element, so it survives JSON and
/// SQLite unharmed and two people adding elements to copies of one file never collide.
template <class Tag> struct Id {
    std::uint64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    /// Any typed id may be used where "some element" is meant; the way back is explicit.
    constexpr operator Id<AnyElementTag>() const
        requires(!std::is_same_v<Tag, AnyElementTag>)
    {
        return {value};
    }
    template <class Other> constexpr Id<Other> as() const { return {value}; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
    friend constexpr bool operator==(const Id&, const Id&) = default;
};

using ElementId = Id<AnyElementTag>;

/// A fresh random id value in 1 .. 2^52-1. Thread-safe.
std::uint64_t newIdValue();
/// Makes the ids of this thread repeatable, for tests and for files that must come out the same.
void seedIds(std::uint64_t seed);

template <class IdType> IdType newId() { return IdType{newIdValue()}; }

} // namespace cairn

template <class Tag> struct std::hash<cairn::Id<Tag>> {
    std::size_t operator()(cairn::Id<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
