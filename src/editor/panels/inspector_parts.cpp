// The parts of the inspector that edit more than one field at a time.
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/pictures.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

constexpr int kPortraitPixels = 512;
constexpr int kPortraitShown = 64;

/// The round portrait, or initials.
class PortraitFace : public QWidget {
public:
    PortraitFace(const Project& project, const Persona& persona, QWidget* parent)
        : QWidget(parent), m_name(qs(persona.name)), m_colour(static_cast<int>(persona.colour)) {
        setFixedSize(kPortraitShown, kPortraitShown);
        if (const Image* image = project.images.find(persona.portrait))
            m_image.loadFromData(QByteArray::fromStdString(image->bytes));
        setAccessibleName(m_image.isNull() ? inspectorText("Initials of %1").arg(m_name)
                                           : inspectorText("Portrait of %1").arg(m_name));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        if (m_image.isNull()) {
            paintInitials(painter, rect(), m_name, m_colour, themeFor(this));
            return;
        }
        QPainterPath round;
        round.addEllipse(rect());
        painter.setClipPath(round);
        const int side = std::min(m_image.width(), m_image.height());
        const QRect middle((m_image.width() - side) / 2, (m_image.height() - side) / 2, side, side);
        painter.drawImage(QRectF(rect()), m_image, QRectF(middle));
    }

private:
    QString m_name;
    int m_colour;
    QImage m_image;
};

/// Sets the portrait (0 = none) and lets go of the picture that nobody shows any more.
Project withPortrait(Project project, PersonaId persona, ImageId portrait) {
    const Persona* before = project.personas.find(persona);
    if (!before)
        return project;
    Persona after = *before;
    const ImageId old = after.portrait;
    after.portrait = portrait;
    return withoutUnusedImage(put(std::move(project), std::move(after)), old);
}

} // namespace

void setPortraitFromFile(Document* document, PersonaId persona, const QString& file) {
    readPictureFile(document, file, kPortraitPixels, [document, persona](Image image) {
        document->edit(inspectorText("change portrait"), [&](Project project) {
            const ImageId id = image.id;
            return withPortrait(put(std::move(project), std::move(image)), persona, id);
        });
    });
}

QWidget* makePortrait(Document* document, PersonaId persona, QWidget* parent) {
    const Persona* shown = document->project().personas.find(persona);
    auto* widget = new QWidget(parent);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(new PortraitFace(document->project(), *shown, widget));
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(2);
    auto* choose = new QPushButton(shown->portrait ? inspectorText("Change picture…")
                                                   : inspectorText("Choose a picture…"),
                                   widget);
    choose->setObjectName(QStringLiteral("choose-portrait"));
    choose->setProperty("role", "link");
    choose->setAccessibleName(inspectorText("Choose a portrait picture"));
    QObject::connect(choose, &QPushButton::clicked, widget, [document, persona, widget] {
        const QString file = askForPicture(widget, inspectorText("Choose a portrait"));
        if (!file.isEmpty())
            setPortraitFromFile(document, persona, file);
    });
    buttons->addStretch();
    buttons->addWidget(choose, 0, Qt::AlignLeft);
    if (shown->portrait) {
        auto* remove = new QPushButton(inspectorText("Remove picture"), widget);
        remove->setProperty("role", "link");
        QObject::connect(remove, &QPushButton::clicked, widget, [document, persona] {
            document->edit(inspectorText("remove portrait"), [&](Project project) {
                return withPortrait(std::move(project), persona, {});
            });
        });
        buttons->addWidget(remove, 0, Qt::AlignLeft);
    }
    buttons->addStretch();
    row->addLayout(buttons, 1);
    return widget;
}

QWidget* makePersonasShown(Document* document, MapId map, QWidget* parent) {
    auto* widget = new QWidget(parent);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Project& project = document->project();
    for (const Persona* persona : personasOf(project)) {
        auto* box = new QuietCheck(qs(persona->name), widget);
        box->setAccessibleName(inspectorText("Show %1 on this map").arg(qs(persona->name)));
        box->setObjectName(QStringLiteral("persona-shown-%1").arg(persona->id.value));
        box->setEnabled(!document->readOnly());
        const auto showState = [document, map, id = persona->id, box] {
            const Map* now = document->project().maps.find(map);
            box->setChecked(now && std::find(now->personas.begin(), now->personas.end(), id) !=
                                       now->personas.end());
        };
        showState();
        QObject::connect(document, &Document::changed, box, showState); // shown elsewhere, undone
        QObject::connect(
            box, &QCheckBox::clicked, widget, [document, map, id = persona->id](bool on) {
                document->edit(on ? inspectorText("show persona") : inspectorText("hide persona"),
                               [&](Project p) { return showPersona(std::move(p), map, id, on); });
            });
        column->addWidget(box);
    }
    if (project.personas.empty())
        column->addWidget(makeParagraph(inspectorText("No personas yet. Add one in the outline."),
                                        "small", widget));
    return widget;
}

QWidget* makeStepList(Document* document, StageId stage, QWidget* parent) {
    auto* widget = new QWidget(parent);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    QLabel* heading = makeSectionLabel(inspectorText("Steps"), widget);
    heading->setIndent(kInset);
    column->addWidget(heading);
    for (const Step* step : stepsOf(document->project(), stage)) {
        auto* row = new QHBoxLayout;
        auto* name = new QuietLine(qs(step->title), widget);
        name->setAccessibleName(inspectorText("Title of the step"));
        const StepId id = step->id;
        name->setObjectName(QStringLiteral("step-title-%1").arg(id.value));
        QObject::connect(name, &QLineEdit::editingFinished, widget, [document, id, name] {
            const Step* now = document->project().steps.find(id);
            if (now && qs(now->title) != name->text())
                document->edit(inspectorText("rename step"), [&](Project p) {
                    return rename(std::move(p), id, utf8(name->text()));
                });
        });
        auto* remove = makeToolButton(QStringLiteral("×"),
                                      inspectorText("Remove step %1").arg(qs(step->title)), widget);
        QObject::connect(remove, &QToolButton::clicked, widget, [document, id] {
            document->edit(inspectorText("remove step"), [&](Project p) {
                const ElementId gone = id;
                return removeElements(std::move(p), {&gone, 1});
            });
        });
        row->addWidget(name, 1);
        row->addWidget(remove);
        column->addLayout(row);
    }
    auto* add = new QPushButton(inspectorText("Add a step"), widget);
    add->setObjectName(QStringLiteral("add-step"));
    add->setProperty("role", "link");
    QObject::connect(add, &QPushButton::clicked, widget, [document, stage] {
        document->edit(inspectorText("add step"), [&](Project p) {
            return addStep(std::move(p), newId<StepId>(), stage, utf8(inspectorText("New step")));
        });
    });
    column->addWidget(add, 0, Qt::AlignLeft);
    return widget;
}

QWidget* makeScoreOverride(Document* document, CardId card, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("score-override"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    const ScoreOverride before = document->project().cards.find(card)->painOverride;
    QLabel* heading = makeSectionLabel(inspectorText("Score set by hand"), widget);
    heading->setIndent(kInset);
    column->addWidget(heading);
    auto* row = new QHBoxLayout;
    auto* number =
        new QuietLine(before.value ? QLocale().toString(*before.value, 'g', 6) : QString(), widget);
    number->setObjectName(QStringLiteral("override-score"));
    number->setAccessibleName(inspectorText("Pain score set by hand, 0 to 100"));
    number->setPlaceholderText(inspectorText("0–100"));
    number->setMaximumWidth(72);
    auto* reason = new QuietLine(qs(before.reason), widget);
    reason->setObjectName(QStringLiteral("override-reason"));
    reason->setAccessibleName(inspectorText("Reason for the score set by hand"));
    reason->setPlaceholderText(inspectorText("Why? (needed)"));
    reason->setToolTip(reason->placeholderText());
    reason->setCursorPosition(0);
    row->addWidget(number);
    row->addWidget(reason, 1);
    column->addLayout(row);
    QLabel* trouble = makeParagraph({}, "trouble", widget);
    trouble->hide();
    column->addWidget(trouble);
    const auto finish = [document, card, number, reason, trouble] {
        const Card* now = document->project().cards.find(card);
        if (!now)
            return;
        ScoreOverride after;
        bool good = true;
        if (!number->text().trimmed().isEmpty()) {
            const double value = QLocale().toDouble(number->text().trimmed(), &good);
            good = good && std::isfinite(value) && value >= 0 && value <= 100;
            after = {value, utf8(reason->text().trimmed())};
        }
        trouble->setText(good ? QString() : inspectorText("A score is a number from 0 to 100."));
        trouble->setVisible(!good);
        // A number alone waits for its reason.
        if (!good || (after.value && after.reason.empty()) || after == now->painOverride)
            return;
        document->edit(after.value ? inspectorText("set score by hand")
                                   : inspectorText("remove score set by hand"),
                       [&](Project p) {
                           Card changed = *p.cards.find(card);
                           changed.painOverride = after;
                           return put(std::move(p), std::move(changed));
                       });
    };
    QObject::connect(number, &QLineEdit::editingFinished, widget, finish);
    QObject::connect(reason, &QLineEdit::editingFinished, widget, finish);
    return widget;
}

} // namespace cairn
