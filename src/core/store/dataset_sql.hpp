#pragma once
// What the files that read and write imported data share.

#include <cstddef>
#include <cstdint>
#include <string>

#include "cairn/base/error.hpp"
#include "cairn/base/ids.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

inline std::int64_t sql(DatasetId id) {
    return static_cast<std::int64_t>(id.value);
}
inline std::int64_t sql(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

/// The rows are not as they would be written.
[[noreturn]] inline void damaged(Connection& connection, const std::string& why) {
    throw Error(ErrorCode::Damaged, "read imported data", why,
                "Import the file again, or open a backup.", pathText(connection.file()));
}

} // namespace cairn::store
