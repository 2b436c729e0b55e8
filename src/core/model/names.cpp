#include "cairn/model/names.hpp"

#include <array>

namespace cairn {
namespace {

// Names by position: an enum's order is part of nothing but these tables.
constexpr std::array<std::string_view, 4> kMapKinds{"current", "future", "day-in-the-life",
                                                    "blueprint"};
constexpr std::array<std::string_view, 17> kLaneKinds{"actions",
                                                      "touchpoints",
                                                      "thoughts",
                                                      "emotion",
                                                      "pain-points",
                                                      "opportunities",
                                                      "internal-process",
                                                      "tools",
                                                      "text",
                                                      "images",
                                                      "metric",
                                                      "funnel",
                                                      "pain",
                                                      "feedback",
                                                      "line-of-interaction",
                                                      "line-of-visibility",
                                                      "line-of-internal-interaction"};
constexpr std::array<std::string_view, 10> kCardKinds{
    "action",           "touchpoint", "thought", "pain-point", "opportunity",
    "internal-process", "tool",       "text",    "picture",    "metric"};
constexpr std::array<std::string_view, 19> kChannels{
    "none",          "website",      "mobile-app", "email",         "phone",
    "chat",          "social-media", "search",     "advertisement", "store",
    "point-of-sale", "delivery",     "mail",       "event",         "word-of-mouth",
    "messaging",     "video",        "review",     "other"};
constexpr std::array<std::string_view, 2> kVisibilities{"front", "back"};
constexpr std::array<std::string_view, 3> kLinkKinds{"leads", "branch", "loop"};
constexpr std::array<std::string_view, 2> kFilterOps{"is", "is-not"};

template <class E, std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, E value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view{};
}

template <class E, std::size_t N> std::span<const E> all() {
    static const auto values = [] {
        std::array<E, N> list{};
        for (std::size_t i = 0; i < N; ++i)
            list[i] = static_cast<E>(i);
        return list;
    }();
    return values;
}

} // namespace

std::string_view nameOf(MapKind e) {
    return at(kMapKinds, e);
}
std::string_view nameOf(LaneKind e) {
    return at(kLaneKinds, e);
}
std::string_view nameOf(CardKind e) {
    return at(kCardKinds, e);
}
std::string_view nameOf(Channel e) {
    return at(kChannels, e);
}
std::string_view nameOf(Visibility e) {
    return at(kVisibilities, e);
}
std::string_view nameOf(LinkKind e) {
    return at(kLinkKinds, e);
}
std::string_view nameOf(FilterOp e) {
    return at(kFilterOps, e);
}

template <> std::span<const MapKind> allOf<MapKind>() {
    return all<MapKind, kMapKinds.size()>();
}
template <> std::span<const LaneKind> allOf<LaneKind>() {
    return all<LaneKind, kLaneKinds.size()>();
}
template <> std::span<const CardKind> allOf<CardKind>() {
    return all<CardKind, kCardKinds.size()>();
}
template <> std::span<const Channel> allOf<Channel>() {
    return all<Channel, kChannels.size()>();
}
template <> std::span<const Visibility> allOf<Visibility>() {
    return all<Visibility, kVisibilities.size()>();
}
template <> std::span<const LinkKind> allOf<LinkKind>() {
    return all<LinkKind, kLinkKinds.size()>();
}
template <> std::span<const FilterOp> allOf<FilterOp>() {
    return all<FilterOp, kFilterOps.size()>();
}

} // namespace cairn
