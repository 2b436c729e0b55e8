#pragma once
// The import preview over five kinds of file, to be looked at.

#include <QString>
#include <functional>

class QWidget;

/// Calls take(name, preview) for each when it stands.
void takeImports(const std::function<void(const QString&, QWidget*)>& take);
