#pragma once
// Big tables that are looked up at random cost a page-table walk each time, unless their pages are
// large.

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace cairn {

template <class T> struct LargePages {
    using value_type = T;
    LargePages() = default;
    template <class Other> LargePages(const LargePages<Other>&) {}

    T* allocate(std::size_t count) {
#ifdef __linux__
        constexpr std::size_t kPage = std::size_t{2} << 20;
        if (count * sizeof(T) >= kPage) {
            const std::size_t bytes = (count * sizeof(T) + kPage - 1) / kPage * kPage;
            void* memory = std::aligned_alloc(kPage, bytes);
            if (memory == nullptr)
                throw std::bad_alloc();
            ::madvise(memory, bytes, MADV_HUGEPAGE); // a wish: the table works without
            return static_cast<T*>(memory);
        }
#endif
        void* memory = std::malloc(count * sizeof(T));
        if (memory == nullptr)
            throw std::bad_alloc();
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t) {
        std::free(memory);
    }
    friend bool operator==(const LargePages&, const LargePages&) {
        return true;
    }
};

/// Room for many of T, nothing written in it yet.
template <class T> struct FreeLargeRoom {
    void operator()(T* room) const { LargePages<T>().deallocate(room, 0); }
};
template <class T> using LargeRoom = std::unique_ptr<T[], FreeLargeRoom<T>>;
template <class T> LargeRoom<T> makeLargeRoom(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    return LargeRoom<T>(count == 0 ? nullptr : LargePages<T>().allocate(count));
}

} // namespace cairn
