#pragma once
// What the edits share: finding an element or refusing, and putting elements in their place in an
// order.

#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/error.hpp"
#include "cairn/model/project.hpp"
#include "core/model/ranking.hpp"

namespace cairn {

[[noreturn]] inline void refuse(std::string_view doing, std::string_view why) {
    throw Error(ErrorCode::BadInput, std::string(doing), std::string(why));
}

template <class T>
const T& require(const Table<T>& table, typename Table<T>::IdType id, std::string_view doing,
                 std::string_view what) {
    const T* element = table.find(id);
    if (element == nullptr)
        refuse(doing, "there is no such " + std::string(what));
    return *element;
}

inline void requireNew(const Project& project, ElementId id, std::string_view doing) {
    if (!id)
        refuse(doing, "a new element needs an id");
    if (!kindOf(project, id).empty())
        refuse(doing, "the id of the new element is taken");
}

/// Gives `rows` (in this order) their ranks before the sibling `before` (0 = last). `siblings` are
/// those that stay, in order; they are spread out and put back only when there is no room between
/// two of them.
template <class T>
void placeBefore(Table<T>& table, const std::vector<const T*>& siblings, std::vector<T> rows,
                 typename Table<T>::IdType before, std::string_view doing) {
    std::size_t at = siblings.size();
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        ranks.push_back(siblings[i]->rank);
        if (siblings[i]->id == before)
            at = i;
    }
    if (before && at == siblings.size())
        refuse(doing, "the place to put it is not there");
    auto fresh = ranksBetween(ranks, at, rows.size());
    if (!fresh) {
        std::vector<T> spread;
        for (std::size_t i = 0; i < siblings.size(); ++i) {
            ranks[i] = static_cast<Rank>(i + 1) * kRankGap * static_cast<Rank>(rows.size() + 1);
            spread.push_back(*siblings[i]);
            spread.back().rank = ranks[i];
        }
        for (T& row : spread)
            table.put(std::move(row));
        fresh = ranksBetween(ranks, at, rows.size());
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].rank = (*fresh)[i];
        table.put(std::move(rows[i]));
    }
}

template <class T>
std::vector<const T*> without(std::vector<const T*> rows, typename Table<T>::IdType id) {
    std::erase_if(rows, [&](const T* row) { return row->id == id; });
    return rows;
}

/// A repeatable id made from another: for the lanes of a new map, the elements of a copied one.
inline std::uint64_t derivedIdValue(std::uint64_t from, std::uint64_t salt) {
    std::uint64_t x = from * 0x9E3779B97F4A7C15ULL + salt; // splitmix64, S. Vigna
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    x = (x ^ (x >> 31)) >> 12;
    return x == 0 ? 1 : x;
}

} // namespace cairn
