#pragma once
// Stable names of enum values: what stands in files, JSON and on the command line. Never translated.
// For each enum E of elements.hpp: nameOf(E), parse<E>(text) (empty when unknown), allOf<E>() in order.

#include <optional>
#include <span>
#include <string_view>

#include "cairn/model/elements.hpp"

namespace cairn {

std::string_view nameOf(MapKind);    // "current" "future" "day-in-the-life" "blueprint"
std::string_view nameOf(LaneKind);   // "actions" "touchpoints" "thoughts" "emotion" "pain-points" "opportunities"
                                     // "internal-process" "tools" "text" "images" "metric" "funnel" "pain" "line-of-interaction"
                                     // "line-of-visibility" "line-of-internal-interaction"
std::string_view nameOf(CardKind);   // "action" "touchpoint" "thought" "pain-point" "opportunity" "internal-process" "tool" "text" "picture" "metric"
std::string_view nameOf(Channel);    // "none" "website" "mobile-app" "email" "phone" "chat" "social-media" "search"
                                     // "advertisement" "store" "point-of-sale" "delivery" "mail" "event"
                                     // "word-of-mouth" "messaging" "video" "review" "other"
std::string_view nameOf(Visibility); // "front" "back"
std::string_view nameOf(LinkKind);   // "leads" "branch" "loop"
std::string_view nameOf(FilterOp);   // "is" "is-not"

template <class E> std::span<const E> allOf();
template <class E> std::optional<E> parse(std::string_view text) {
    for (E e : allOf<E>())
        if (nameOf(e) == text)
            return e;
    return std::nullopt;
}
template <> std::span<const MapKind> allOf<MapKind>();
template <> std::span<const LaneKind> allOf<LaneKind>();
template <> std::span<const CardKind> allOf<CardKind>();
template <> std::span<const Channel> allOf<Channel>();
template <> std::span<const Visibility> allOf<Visibility>();
template <> std::span<const LinkKind> allOf<LinkKind>();
template <> std::span<const FilterOp> allOf<FilterOp>();

} // namespace cairn
