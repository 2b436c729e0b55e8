#pragma once
// What the window tells a person in its message bar: what failed or was done, what is safe, what
// can be done next.

#include <QString>
#include <functional>
#include <utility>
#include <vector>

#include "cairn/base/error.hpp"

namespace cairn {

struct Message {
    QString what;
    QString advice; ///< may be empty
    bool grave = false;
    std::vector<std::pair<QString, std::function<void()>>> choices;
};

/// "Could not open project: it is damaged." with the file's name and the error's own advice.
Message messageOf(const Error& error);

} // namespace cairn
