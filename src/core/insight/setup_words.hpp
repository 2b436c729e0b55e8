#pragma once
// Words in a map's setup turned into choices.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "cairn/base/error.hpp"
#include "cairn/base/time_zone.hpp"

namespace cairn::insight {

/// The choice that `value` names. Throws Error{BadInput} listing the known names; `doing` completes
/// "could not …".
template <class E>
E wordOf(const char* doing, const char* what, const std::string& value,
         std::initializer_list<std::pair<std::string_view, E>> known) {
    std::string names;
    for (const auto& [name, choice] : known) {
        if (name == value)
            return choice;
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    throw Error(ErrorCode::BadInput, doing, std::string(what) + " \"" + value + "\" is not known",
                "Known are: " + names + ".");
}

inline Period periodNamed(const char* doing, const std::string& name) {
    return wordOf<Period>(doing, "the period", name,
                          {{"day", Period::Day}, {"week", Period::Week}, {"month", Period::Month}});
}

} // namespace cairn::insight
