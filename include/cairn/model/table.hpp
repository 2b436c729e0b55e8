#pragma once
// A persistent table of elements: cheap to copy, sorted by id, sharing what an edit left alone.

#include <algorithm>
#include <memory>
#include <vector>

namespace cairn {

template <class T> using Ref = std::shared_ptr<const T>;

/// Elements by id. Copying copies pointers only. Equality is by value, with shared elements skipped.
template <class T> class Table {
public:
    using IdType = decltype(T::id);

    auto begin() const { return m_rows.begin(); } ///< iterates Ref<T>, ascending id
    auto end() const { return m_rows.end(); }
    std::size_t size() const { return m_rows.size(); }
    bool empty() const { return m_rows.empty(); }

    /// nullptr when absent. The pointer lives as long as any Project that holds the element.
    const T* find(IdType id) const {
        const auto at = lowerBound(id);
        return at != m_rows.end() && (*at)->id == id ? at->get() : nullptr;
    }
    Ref<T> ref(IdType id) const {
        const auto at = lowerBound(id);
        return at != m_rows.end() && (*at)->id == id ? *at : nullptr;
    }
    /// Adds the element or replaces the one with its id.
    void put(T element) { put(std::make_shared<const T>(std::move(element))); }
    void put(Ref<T> element) {
        const auto at = lowerBound(element->id);
        if (at != m_rows.end() && (*at)->id == element->id)
            m_rows[static_cast<std::size_t>(at - m_rows.begin())] = std::move(element);
        else
            m_rows.insert(at, std::move(element));
    }
    /// False when there was none.
    bool erase(IdType id) {
        const auto at = lowerBound(id);
        if (at == m_rows.end() || (*at)->id != id)
            return false;
        m_rows.erase(at);
        return true;
    }
    template <class Predicate> void eraseIf(Predicate predicate) {
        std::erase_if(m_rows, [&](const Ref<T>& row) { return predicate(*row); });
    }

    friend bool operator==(const Table& a, const Table& b) {
        return std::equal(a.m_rows.begin(), a.m_rows.end(), b.m_rows.begin(), b.m_rows.end(),
                          [](const Ref<T>& x, const Ref<T>& y) { return x == y || *x == *y; });
    }

private:
    auto lowerBound(IdType id) const {
        return std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                [](const Ref<T>& row, IdType key) { return row->id < key; });
    }
    std::vector<Ref<T>> m_rows;
};

} // namespace cairn
