#pragma once
// The inspector's words, of which its parts are made in several files.

#include <QCoreApplication>
#include <QString>

namespace cairn {

/// In the user's language.
inline QString inspectorText(const char* text) {
    return QCoreApplication::translate("Inspector", text);
}

} // namespace cairn
