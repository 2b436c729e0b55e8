#pragma once
// The embedded font (Inter) and the icons. Call loadFonts() once after the Q(Gui)Application is
// made.

#include <QFont>
#include <QIcon>
#include <QPainter>
#include <QString>
#include <QStringList>
#include <memory>

#include "cairn/layout/text_measurer.hpp"

namespace cairn {

void loadFonts();
QFont fontFor(TextRole role); ///< pixel size 1:1 with map units
/// The same for a given text: scripts that know no italics stand upright.
QFont fontFor(TextRole role, QStringView text);
/// In a brand's family; what it lacks comes from ours. Empty = ours.
QFont fontFor(TextRole role, QStringView text, const QString& family);
QFont uiFont(double pixelSize, int weight = QFont::Normal);
/// Our own stroke icon by name, in a colour of the theme, crisp at any size.
QIcon strokeIcon(const QString& name, const QColor& colour);
/// Other than QIcon, safe off the GUI thread. "face-2" … "face+2" mean "face-m2" … "face-p2"; an
/// unknown name is a ring.
void paintStrokeIcon(QPainter&, const QString& name, const QRectF& rect, const QColor& colour);
QStringList strokeIconNames(); ///< all there are, sorted

/// Measures with the embedded font at its design size, without hinting: the same on screen and in a
/// PDF.
class QtTextMeasurer final : public TextMeasurer {
public:
    explicit QtTextMeasurer(const QString& family = {});
    ~QtTextMeasurer() override;
    void setFamily(const QString& family); ///< empty = Inter; what was measured is forgotten
    FontMetrics metrics(TextRole role) const override;
    double width(std::string_view utf8, TextRole role) const override;
    std::vector<WrappedLine> wrap(std::string_view utf8, TextRole role, double width,
                                  int maxLines) const override;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache; ///< width and wrap results by text, behind a mutex
};

} // namespace cairn
