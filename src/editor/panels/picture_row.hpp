#pragma once
// A picture with what can be done about it beside it.

#include <QString>
#include <functional>

#include "cairn/model/elements.hpp"

class QWidget;

namespace cairn {

/// nullptr = there is none: only the button that chooses one.
QWidget* makePictureRow(const Image* image, const QString& choose, const QString& remove,
                        const QString& spoken, std::function<void()> chosen,
                        std::function<void()> removed, bool enabled, QWidget* parent);

} // namespace cairn
