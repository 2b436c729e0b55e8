#include "editor/panels/inspector_sections.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "cairn/model/edits.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

QString countText(double n) {
    return QLocale().toString(std::round(n), 'f', 0);
}

/// Rounded to whole percents: this is prose, the table has the decimals.
QString roundShare(double share) {
    return inspectorText("%1 %").arg(QLocale().toString(std::round(share * 100) + 0.0, 'f', 0));
}

/// A bar against the whole, painted in the theme's colours.
class ShareBar : public QWidget {
public:
    ShareBar(double share, Colour colour, QWidget* parent)
        : QWidget(parent), m_share(share), m_colour(colour) {
        setFixedHeight(6);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeFor(this);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Colour::Grid));
        painter.drawRoundedRect(rect(), 3, 3);
        QRectF filled = rect();
        filled.setWidth(
            std::max(m_share > 0 ? 3.0 : 0.0, filled.width() * std::clamp(m_share, 0.0, 1.0)));
        if (layoutDirection() == Qt::RightToLeft)
            filled.moveRight(rect().right() + 1);
        painter.setBrush(theme.colour(m_colour));
        painter.drawRoundedRect(filled, 3, 3);
    }

private:
    double m_share;
    Colour m_colour;
};

/// The ground of the pain block: a rounded box in the theme's pain tint.
class PainGround : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeFor(this).colour(Colour::PainGround));
        painter.drawRoundedRect(rect(), 8, 8);
    }
};

QString severityLine(const ScoreInput& severity) {
    if (!severity.value)
        return inspectorText("severity not judged yet");
    const double rounded = std::round(*severity.value * 10) / 10;
    QString line =
        inspectorText("severity %1 of 4")
            .arg(QLocale().toString(rounded, 'f', rounded == std::floor(rounded) ? 0 : 1));
    if (severity.source == InputSource::EmotionCurve)
        line += inspectorText(" (emotion curve)");
    else if (severity.source == InputSource::Feedback)
        line += inspectorText(" (from %1 answers)").arg(countText(double(severity.denominator)));
    else if (severity.source == InputSource::DropOffAssumed)
        line += inspectorText(" (assumed: people leave here)");
    return line;
}

QString reachLine(const ScoreInput& reach) {
    if (!reach.value)
        return inspectorText("reach unknown: bind it to an event, or set it");
    QString line = inspectorText("reach %1").arg(roundShare(*reach.value));
    if (reach.denominator > 0)
        line += inspectorText(" (%1 of %2 got here)")
                    .arg(countText(double(reach.numerator)), countText(double(reach.denominator)));
    else if (reach.source == InputSource::ByHand)
        line += inspectorText(" (set by hand)");
    return line;
}

QString frequencyLine(const ScoreInput& frequency) {
    if (!frequency.value)
        return inspectorText("frequency unknown: how many are affected?");
    QString line = inspectorText("frequency %1").arg(roundShare(*frequency.value));
    if (frequency.source == InputSource::NegativeAnswers)
        line += inspectorText(" (%1 of %2 answers negative)")
                    .arg(countText(double(frequency.numerator)),
                         countText(double(frequency.denominator)));
    else if (frequency.denominator > 0)
        line += inspectorText(" (%1 of %2 left)")
                    .arg(countText(double(frequency.numerator)),
                         countText(double(frequency.denominator)));
    else if (frequency.source == InputSource::ByHand)
        line += inspectorText(" (set by hand)");
    return line;
}

QString trustLine(const PainScore& score) {
    QString line = score.confidence == Confidence::Measured  ? inspectorText("Measured.")
                   : score.confidence == Confidence::Partial ? inspectorText("Partly measured.")
                                                             : inspectorText("Assumed.");
    if (score.n > 0)
        line += inspectorText(" n = %1").arg(countText(double(score.n)));
    if (score.frequency.interval) {
        QString interval =
            inspectorText("95 %: %1 to %2")
                .arg(QLocale().toString(std::round(score.frequency.interval->low * 100), 'f', 0),
                     roundShare(score.frequency.interval->high));
        // The interval goes to the next line as a whole or not at all.
        line += QStringLiteral(", ") + interval.replace(QLatin1Char(' '), QChar(QChar::Nbsp));
    }
    return line;
}

void addRow(QVBoxLayout* column, const QString& name, const QString& value, QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(4 + kInset);
    auto* label = new ElidedLabel(name, "dim", parent);
    label->setFixedWidth(kLabelWidth);
    row->addWidget(label, 0, Qt::AlignTop);
    QLabel* content = makeParagraph(value, "value", parent);
    content->setAccessibleName(name + QStringLiteral(": ") + value);
    row->addWidget(content, 1);
    column->addLayout(row);
    column->addWidget(makeRule(parent));
}

QVBoxLayout* columnOf(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

QWidget* makePainBlock(const Project& project, const PainScore& score, const Phrases& phrases,
                       QWidget* parent) {
    auto* block = new PainGround(parent);
    block->setObjectName(QStringLiteral("pain-block"));
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(3);
    auto* top = new QHBoxLayout;
    top->addWidget(makeLabel(inspectorText("Pain"), "pain", block), 1, Qt::AlignTop);
    const QString number = score.score ? QLocale().toString(std::round(*score.score) + 0.0, 'f', 0)
                                       : qs(phrases.noValue());
    QLabel* big = makeLabel(number, "pain", block);
    big->setStyleSheet(QStringLiteral("font-size: 28px; font-weight: 700;"));
    big->setAccessibleName(inspectorText("Pain score %1 of 100").arg(number));
    top->addWidget(big, 0, Qt::AlignTop);
    column->addLayout(top);
    if (score.overridden) {
        column->addWidget(makeParagraph(
            inspectorText("Set by hand: %1").arg(qs(score.overrideReason)), "value", block));
        column->addSpacing(2);
    }
    for (const QString& line :
         {severityLine(score.severity), reachLine(score.reach), frequencyLine(score.frequency)})
        column->addWidget(makeParagraph(line, "compact", block));
    column->addSpacing(3);
    column->addWidget(makeParagraph(trustLine(score), "small", block));
    if (score.moneyPerMonth)
        column->addWidget(
            makeParagraph(inspectorText("%1 at stake")
                              .arg(qs(phrases.money(*score.moneyPerMonth, project.facts.currency))),
                          "pain", block));
    return block;
}

QWidget* makeStageNumbers(const StageFinding& finding, const Phrases& phrases, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("stage-numbers"));
    auto* column = columnOf(widget);
    const auto rate = [&](const std::optional<double>& share,
                          const std::optional<Interval>& interval) {
        QString text = share ? qs(phrases.percent(*share)) : qs(phrases.noValue());
        if (share && interval)
            text +=
                inspectorText("  (95 %: %1 to %2)")
                    .arg(qs(phrases.percent(interval->low)), qs(phrases.percent(interval->high)));
        return text;
    };
    column->addWidget(makeSectionLabel(inspectorText("Customers"), widget));
    column->addSpacing(4);
    if (finding.reached) {
        QString reached = qs(phrases.count(*finding.reached));
        if (finding.few)
            reached += QStringLiteral("  ") + qs(phrases.few());
        addRow(column, inspectorText("Got here"), reached, widget);
    }
    if (finding.entered && *finding.entered > 0)
        addRow(column, inspectorText("New here"), qs(phrases.entered(*finding.entered)), widget);
    if (finding.stepConversion)
        addRow(column, inspectorText("Of the step before"),
               rate(finding.stepConversion, finding.stepInterval), widget);
    if (finding.overall)
        addRow(column, inspectorText("Of all"), rate(finding.overall, finding.interval), widget);
    if (finding.lost)
        addRow(column, inspectorText("Left here"), qs(phrases.count(*finding.lost)), widget);
    if (finding.medianSeconds)
        addRow(column, inspectorText("Time to get here"),
               qs(phrases.medianTime(*finding.medianSeconds)), widget);
    if (finding.sumPain && finding.highestPain)
        addRow(column, inspectorText("Pain"),
               inspectorText("highest %1, together %2")
                   .arg(countText(*finding.highestPain), countText(*finding.sumPain)),
               widget);
    return widget;
}

QWidget* makeReasons(const DropReasons& reasons, const Phrases& phrases, QWidget* parent) {
    std::vector<std::pair<QString, std::uint64_t>> rows{
        {inspectorText("never did the next step"), reasons.never},
        {inspectorText("did it earlier, in another order"), reasons.otherOrder},
        {inspectorText("did it, but too late"), reasons.timedOut},
        {inspectorText("excluded"), reasons.excluded}};
    std::erase_if(rows, [](const auto& row) { return row.second == 0; });
    if (rows.empty())
        return nullptr;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const double all =
        double(reasons.never + reasons.otherOrder + reasons.timedOut + reasons.excluded);
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("reasons"));
    auto* column = columnOf(widget);
    column->addWidget(makeSectionLabel(inspectorText("Why they left"), widget));
    column->addSpacing(4);
    for (const auto& [reason, count] : rows) {
        auto* line = new QHBoxLayout;
        QLabel* words = makeParagraph(reason, "value", widget);
        QLabel* number = makeLabel(qs(phrases.count(double(count))), "strong", widget);
        words->setAccessibleName(reason + QStringLiteral(": ") + number->text());
        line->addWidget(words, 1);
        line->addWidget(number, 0, Qt::AlignTop);
        column->addLayout(line);
        column->addSpacing(3);
        column->addWidget(new ShareBar(double(count) / all, Colour::Pain, widget));
        column->addSpacing(9);
    }
    return widget;
}

FieldSpec emotionField(const Persona& persona, MapId map, StageId stage) {
    FieldSpec spec;
    spec.name = "emotion-" + std::to_string(persona.id.value);
    spec.label = inspectorText("Emotion, %1").arg(qs(persona.name).section(QLatin1Char(','), 0, 0));
    spec.kind = FieldKind::Number;
    spec.hint = FieldHint::Emotion;
    spec.optional = true;
    const PersonaId who = persona.id;
    const auto find = [map, who, stage](const Project& project) -> const EmotionPoint* {
        for (const EmotionPoint* point : emotionsOf(project, map, who))
            if (point->stage == stage)
                return point;
        return nullptr;
    };
    spec.read = [find](const Project& project, ElementId) {
        const EmotionPoint* point = find(project);
        return point ? FieldValue(point->value) : FieldValue();
    };
    spec.words = [find](const Project& project) {
        const EmotionPoint* point = find(project);
        return point ? qs(point->text).simplified() : QString();
    };
    spec.write = [find, map, who, stage](Project project, ElementId, const FieldValue& value) {
        if (const double* emotion = std::get_if<double>(&value))
            return setEmotion(std::move(project), newId<EmotionId>(), map, who, stage, *emotion);
        const EmotionPoint* point = find(project);
        if (!point)
            return project;
        const ElementId gone = point->id;
        return removeElements(std::move(project), {&gone, 1});
    };
    return spec;
}

QString emotionWordFor(const Phrases& phrases, double value) {
    return qs(phrases.emotionWord(static_cast<int>(std::lround(std::clamp(value, -2.0, 2.0)))));
}

} // namespace cairn
