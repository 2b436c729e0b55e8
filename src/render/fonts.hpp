#pragma once
// The embedded font (Inter) and the icons. Call loadFonts() once after the Q(Gui)Application is made.

#include <QFont>
#include <QIcon>
#include <QPainter>
#include <QString>
#include <memory>

#include "cairn/layout/text_measurer.hpp"

namespace cairn {

void loadFonts();
QFont fontFor(TextRole role);          ///< pixel size 1:1 with map units
QFont uiFont(double pixelSize, int weight = QFont::Normal);
/// Our own stroke icon by name, in a colour of the theme, crisp at any size.
QIcon strokeIcon(const QString& name, const QColor& colour);
void paintStrokeIcon(QPainter&, const QString& name, const QRectF& rect, const QColor& colour);

/// Measures with the embedded font at its design size, without hinting: the same on screen and in a PDF.
class QtTextMeasurer final : public TextMeasurer {
public:
    QtTextMeasurer();
    ~QtTextMeasurer() override;
    FontMetrics metrics(TextRole role) const override;
    double width(std::string_view utf8, TextRole role) const override;
    std::vector<WrappedLine> wrap(std::string_view utf8, TextRole role, double width, int maxLines) const override;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache; ///< width and wrap results by text, behind a mutex
};

} // namespace cairn
