#pragma once
// The bytes of a packed column. Those of a log that is read from a file lie side by side in a few
// large rooms: a page fault for every four kilobytes takes longer than copying them.

#include <atomic>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace cairn {

/// Memory that is given out and never taken back; gone with the last who holds it.
class BlobRoom {
public:
    explicit BlobRoom(std::size_t bytes); ///< throws std::bad_alloc
    ~BlobRoom();
    BlobRoom(const BlobRoom&) = delete;
    BlobRoom& operator=(const BlobRoom&) = delete;

    void* take(std::size_t bytes); ///< nullptr when there is not so much left
    bool holds(const void* memory) const;

private:
    std::size_t m_bytes;
    std::byte* m_memory;
    std::atomic<std::size_t> m_taken = 0;
};

/// Takes from a room while there is some; copies are made outside.
template <class T> struct BlobAllocator {
    using value_type = T;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;

    BlobAllocator() = default;
    explicit BlobAllocator(std::shared_ptr<BlobRoom> from) : room(std::move(from)) {}
    template <class Other> BlobAllocator(const BlobAllocator<Other>& other) : room(other.room) {}

    T* allocate(std::size_t count) {
        if (room)
            if (void* memory = room->take(count * sizeof(T)))
                return static_cast<T*>(memory);
        return std::allocator<T>().allocate(count);
    }
    void deallocate(T* memory, std::size_t count) {
        if (!room || !room->holds(memory))
            std::allocator<T>().deallocate(memory, count);
    }
    BlobAllocator select_on_container_copy_construction() const { return {}; }
    friend bool operator==(const BlobAllocator& a, const BlobAllocator& b) {
        return a.room == b.room;
    }

    std::shared_ptr<BlobRoom> room;
};

using BlobBytes = std::vector<std::byte, BlobAllocator<std::byte>>;

/// Makes blobs one after the other in rooms that grow with what there is.
class BlobRooms {
public:
    BlobBytes copy(const std::byte* first, std::size_t count);

private:
    std::shared_ptr<BlobRoom> m_room;
    std::size_t m_left = 0, m_last = 0;
};

} // namespace cairn
