// How a project's maps look like its owner's: logo, colour, font.
#include <QColor>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/picture_row.hpp"
#include "editor/panels/pictures.hpp"
#include "editor/panels/quiet_widgets.hpp"
#include "render/font_data.hpp"

namespace cairn {
namespace {

constexpr int kLogoPixels = 512;
constexpr auto kColourKey = "brand/colour", kFontKey = "brand/font", kLogoKey = "brand/logo",
               kLogoTypeKey = "brand/logoType";

void change(Document* document, const QString& label,
            const std::function<void(ProjectFacts&)>& how) {
    document->edit(label, [&](Project project) {
        ProjectFacts facts = project.facts;
        how(facts);
        return setFacts(std::move(project), std::move(facts));
    });
}

/// The colour as it is and as the theme makes it readable, side by side.
class Swatch : public QWidget {
public:
    Swatch(const QColor& colour, QWidget* parent) : QWidget(parent), m_colour(colour) {
        setFixedSize(36, 20);
        setToolTip(inspectorText("As given, and as text in this theme has it"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const Theme& theme = themeFor(this);
        painter.setBrush(m_colour.isValid() ? m_colour : theme.colour(Colour::Accent));
        painter.drawRoundedRect(QRectF(0, 2, 16, 16), 4, 4);
        painter.setBrush(theme.colour(Colour::Accent));
        painter.drawRoundedRect(QRectF(20, 2, 16, 16), 4, 4);
    }

private:
    QColor m_colour;
};

void addColour(Document* document, QVBoxLayout* column, QWidget* widget) {
    const QString now = qs(document->project().facts.brandColour);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kInset, 0, kInset, 0);
    auto* label = new ElidedLabel(inspectorText("Colour"), "dim", widget);
    label->setFixedWidth(kLabelWidth);
    row->addWidget(label);
    row->addSpacing(6);
    row->addWidget(new Swatch(QColor(now), widget));
    auto* edit = new QuietLine(now, widget);
    edit->setObjectName(QStringLiteral("brand-colour"));
    edit->setPlaceholderText(QStringLiteral("#0F6E66"));
    edit->setAccessibleName(inspectorText("Brand colour, as #rrggbb"));
    edit->setEnabled(!document->readOnly());
    label->setBuddy(edit);
    QObject::connect(edit, &QLineEdit::editingFinished, widget, [document, edit, widget] {
        QString text = edit->text().trimmed();
        if (!text.isEmpty() && !text.startsWith(QLatin1Char('#')) && text.size() == 6)
            text.prepend(QLatin1Char('#'));
        const QColor colour(text);
        if (text == qs(document->project().facts.brandColour))
            return;
        if (!text.isEmpty() && !colour.isValid()) {
            edit->setStyleSheet(QStringLiteral("border-color: %1;")
                                    .arg(themeFor(widget).colour(Colour::Pain).name()));
            edit->setToolTip(inspectorText("Write a colour as #rrggbb, such as #0F6E66."));
            return;
        }
        change(document, inspectorText("change brand colour"), [&](ProjectFacts& facts) {
            facts.brandColour = text.isEmpty() ? std::string() : utf8(colour.name());
        });
    });
    row->addWidget(edit, 1);
    column->addLayout(row);
}

void addFont(Document* document, QVBoxLayout* column, QWidget* widget) {
    const QString now = qs(document->project().facts.brandFont);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kInset, 0, kInset, 0);
    auto* label = new ElidedLabel(inspectorText("Font"), "dim", widget);
    label->setFixedWidth(kLabelWidth);
    row->addWidget(label);
    auto* combo = new QuietCombo(widget);
    combo->setObjectName(QStringLiteral("brand-font"));
    combo->setAccessibleName(inspectorText("Font of the maps"));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    combo->setEnabled(!document->readOnly());
    combo->addItem(QStringLiteral("Inter"), QString());
    for (const QString& family : QFontDatabase::families())
        if (!QFontDatabase::isPrivateFamily(family) && QFontDatabase::isSmoothlyScalable(family) &&
            family != QLatin1String("Inter") &&
            !family.startsWith(QLatin1String(kFontFamily))) // ours, under the name it is drawn by
            combo->addItem(family, family);
    if (!now.isEmpty() && combo->findData(now) < 0)
        combo->addItem(inspectorText("%1 (not on this computer)").arg(now), now);
    combo->setCurrentIndex(std::max(0, combo->findData(now)));
    QObject::connect(combo, &QComboBox::activated, widget, [document, combo](int index) {
        change(document, inspectorText("change brand font"), [&](ProjectFacts& facts) {
            facts.brandFont = utf8(combo->itemData(index).toString());
        });
    });
    label->setBuddy(combo);
    row->addWidget(combo, 1);
    column->addLayout(row);
}

Project withLogo(Project project, ImageId logo) {
    ProjectFacts facts = project.facts;
    const ImageId old = facts.brandLogo;
    facts.brandLogo = logo;
    return withoutUnusedImage(setFacts(std::move(project), std::move(facts)), old);
}

void rememberBrand(const Project& project) {
    QSettings settings;
    settings.setValue(kColourKey, qs(project.facts.brandColour));
    settings.setValue(kFontKey, qs(project.facts.brandFont));
    const Image* logo = project.images.find(project.facts.brandLogo);
    settings.setValue(kLogoKey, logo ? QByteArray::fromStdString(logo->bytes) : QByteArray());
    settings.setValue(kLogoTypeKey, logo ? qs(logo->mediaType) : QString());
}

} // namespace

QWidget* makeBrand(Document* document, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("brand"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    QLabel* heading = makeSectionLabel(inspectorText("Brand"), widget);
    heading->setIndent(kInset);
    column->addWidget(heading);
    const Image* logo = document->project().images.find(document->project().facts.brandLogo);
    column->addWidget(makePictureRow(
        logo, logo ? inspectorText("Change logo…") : inspectorText("Choose a logo…"),
        inspectorText("Remove logo"), inspectorText("Logo in the head of every map"),
        [document, widget] {
            if (const QString file = askForPicture(widget, inspectorText("Choose a logo"));
                !file.isEmpty())
                readPictureFile(document, file, kLogoPixels, [document](Image image) {
                    document->edit(inspectorText("change logo"), [&](Project project) {
                        const ImageId id = image.id;
                        return withLogo(put(std::move(project), std::move(image)), id);
                    });
                });
        },
        [document] {
            document->edit(inspectorText("remove logo"),
                           [](Project project) { return withLogo(std::move(project), {}); });
        },
        !document->readOnly(), widget));
    addColour(document, column, widget);
    addFont(document, column, widget);
    auto* keep = new QPushButton(inspectorText("Use for new projects"), widget);
    keep->setProperty("role", "link");
    keep->setObjectName(QStringLiteral("brand-keep"));
    QObject::connect(keep, &QPushButton::clicked, keep, [document, keep] {
        rememberBrand(document->project());
        keep->setText(inspectorText("New projects start with this"));
    });
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kInset, 0, kInset, 0);
    line->addWidget(keep, 0, Qt::AlignLeft);
    column->addLayout(line);
    return widget;
}

Project withRememberedBrand(Project project) {
    const QSettings settings;
    const QString colour = settings.value(kColourKey).toString(),
                  font = settings.value(kFontKey).toString();
    const QByteArray logo = settings.value(kLogoKey).toByteArray();
    ProjectFacts facts = project.facts;
    const bool has = !facts.brandColour.empty() || !facts.brandFont.empty() || facts.brandLogo;
    if (has || (colour.isEmpty() && font.isEmpty() && logo.isEmpty()))
        return project;
    facts.brandColour = utf8(colour);
    facts.brandFont = utf8(font);
    if (!logo.isEmpty()) {
        Image image;
        image.id = newId<ImageId>();
        image.name = utf8(inspectorText("Logo"));
        image.mediaType = utf8(settings.value(kLogoTypeKey).toString());
        image.bytes = logo.toStdString();
        facts.brandLogo = image.id;
        project = put(std::move(project), std::move(image));
    }
    return setFacts(std::move(project), std::move(facts));
}

} // namespace cairn
