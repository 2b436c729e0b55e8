#include "editor/panels/funnel_sentence.hpp"

#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include <array>

#include "cairn/ingest/plan.hpp"
#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

FunnelSentence::FunnelSentence(QWidget* parent)
    : QWidget(parent), m_flow(new FlowLayout(this, 6, 6)) {
    setAccessibleName(tr("How customers are counted"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FunnelSentence::setDocument(Document* document) {
    m_document = document;
    update();
}

QString FunnelSentence::text() const {
    return m_words.join(QLatin1Char(' '));
}

void FunnelSentence::update() {
    clearLayout(m_flow);
    m_words.clear();
    const Map* map =
        m_document ? m_document->project().maps.find(m_document->currentMap()) : nullptr;
    if (!map)
        return;
    const Project& project = m_document->project();
    const Dataset* dataset = project.datasets.find(map->funnel.dataset);
    const DatasetColumns columns = dataset ? columnsOf(*dataset) : DatasetColumns{};
    say(tr("Customers who did"));
    bool first = true;
    for (const Stage* stage : stagesOf(project, map->id))
        if (!stage->binding.empty())
            addStep(*stage, std::exchange(first, false));
    if (first)
        say(tr("… (no stage is bound to an event yet)"));
    if (!dataset || dataset->kind == "events") {
        addRules(map->funnel, columns.sessions);
        addBreakdown(map->funnel, columns.properties);
    }
    updateGeometry();
}

void FunnelSentence::say(const QString& words) {
    m_words << words;
    QLabel* label = makeLabel(words, "dim", this);
    m_flow->addWidget(label);
    label->show();
}

void FunnelSentence::addStep(const Stage& stage, bool first) {
    if (!first)
        say(layoutDirection() == Qt::RightToLeft ? QStringLiteral("‹") : QStringLiteral("›"));
    QString name = qs(stage.binding.events.front());
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (stage.binding.events.size() > 1)
        name = tr("%1 or %n more", nullptr, static_cast<int>(stage.binding.events.size()) - 1)
                   .arg(name);
    m_words << name;
    auto* chip =
        makeToolButton(name, tr("Stage “%1”: change its event").arg(qs(stage.title)), this);
    chip->setProperty("role", "chip");
    connect(chip, &QToolButton::clicked, this,
            [this, id = stage.id] { emit bindingRequested(id); });
    m_flow->addWidget(chip);
    chip->show();
}

void FunnelSentence::addChooser(const char* name, const QString& what, const QString& shown,
                                const std::vector<Choice>& choices, const char* role) {
    m_words << shown;
    auto* button = makeToolButton(shown, tr("%1: %2").arg(what, shown), this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("role", QLatin1String(role));
    button->setEnabled(!m_document->readOnly());
    auto* menu = new QMenu(button);
    for (const Choice& choice : choices) {
        QAction* action = menu->addAction(
            choice.label, this, [this, what, apply = choice.apply, id = button->objectName()] {
                change(what, apply);
                // The words are made anew: the focus stays where the person was.
                QTimer::singleShot(0, this, [this, id] {
                    if (auto* again = findChild<QToolButton*>(id))
                        again->setFocus();
                });
            });
        action->setCheckable(true);
        action->setChecked(choice.label == shown);
    }
    button->setMenu(menu);
    m_flow->addWidget(button);
    button->show();
}

void FunnelSentence::addRules(const FunnelSetup& setup, bool sessions) {
    const std::vector<Choice> orders{
        {tr("in that order, other steps between allowed"),
         [](FunnelSetup& f) { f.order = "ordered"; }},
        {tr("in that order, nothing between"), [](FunnelSetup& f) { f.order = "strict"; }},
        {tr("in any order"), [](FunnelSetup& f) { f.order = "any"; }}};
    addChooser("order", tr("order"),
               orders[setup.order == "strict" ? 1
                      : setup.order == "any"  ? 2
                                              : 0]
                   .label,
               orders, "inline");
    std::vector<Choice> windows;
    for (const std::int64_t ms : {std::int64_t{0}, 30 * kMinuteMs, kHourMs, kDayMs, 7 * kDayMs,
                                  14 * kDayMs, 30 * kDayMs, 90 * kDayMs}) {
        const std::optional<std::int64_t> window = ms ? std::optional(ms) : std::nullopt;
        windows.push_back({windowWords(window), [window](FunnelSetup& f) { f.windowMs = window; }});
    }
    addChooser("window", tr("time limit"), windowWords(setup.windowMs), windows, "inline");
    if (setup.windowMs) {
        const std::vector<Choice> from{
            {tr("of the first step"), [](FunnelSetup& f) { f.windowFrom = "first"; }},
            {tr("of the step before"), [](FunnelSetup& f) { f.windowFrom = "previous"; }}};
        addChooser("window-from", tr("time limit from"),
                   from[setup.windowFrom == "previous" ? 1 : 0].label, from, "inline");
    }
    std::vector<Choice> counts{
        {tr("each customer once"), [](FunnelSetup& f) { f.count = "users"; }},
        {tr("every attempt"), [](FunnelSetup& f) { f.count = "attempts"; }}};
    if (sessions || setup.count == "sessions")
        counts.push_back({tr("each session once"), [](FunnelSetup& f) { f.count = "sessions"; }});
    addChooser("count", tr("counting"),
               counts[setup.count == "sessions"   ? 2
                      : setup.count == "attempts" ? 1
                                                  : 0]
                   .label,
               counts, "inline");
    const std::vector<Choice> attempts{
        {tr("best attempt"), [](FunnelSetup& f) { f.attempt = "best"; }},
        {tr("first attempt"), [](FunnelSetup& f) { f.attempt = "first"; }}};
    if (setup.count != "attempts")
        addChooser("attempt", tr("attempt"), attempts[setup.attempt == "first" ? 1 : 0].label,
                   attempts, "inline");
}

void FunnelSentence::addBreakdown(const FunnelSetup& setup,
                                  const std::vector<std::string>& columns) {
    if (columns.empty() && setup.breakdown.empty())
        return;
    say(tr("by"));
    std::vector<Choice> choices{{tr("nothing"), [](FunnelSetup& f) { f.breakdown.clear(); }}};
    for (const std::string& column : columns)
        choices.push_back({qs(column), [column](FunnelSetup& f) { f.breakdown = column; }});
    addChooser("breakdown", tr("breakdown"),
               setup.breakdown.empty() ? choices.front().label : qs(setup.breakdown), choices,
               "choice");
}

void FunnelSentence::change(const QString& what, const std::function<void(FunnelSetup&)>& apply) {
    const MapId id = m_document->currentMap();
    m_document->edit(tr("change %1").arg(what), [&](Project project) {
        const Map* before = project.maps.find(id);
        if (!before)
            return project;
        Map after = *before;
        apply(after.funnel);
        return put(std::move(project), std::move(after));
    });
}

DatasetColumns columnsOf(const Dataset& dataset) {
    DatasetColumns columns;
    if (dataset.plan.empty() || dataset.kind != "events")
        return columns;
    try {
        for (const PlannedColumn& column : planFromJson(dataset.plan).columns) {
            if (column.role == ColumnRole::Property)
                columns.properties.push_back(column.name);
            columns.sessions = columns.sessions || column.role == ColumnRole::Session;
        }
    } catch (const Error&) {
        // A plan of another Cairn: the funnel is still right, only the choice of breakdowns is
        // missing.
        return {};
    }
    return columns;
}

QString windowWords(const std::optional<std::int64_t>& windowMs) {
    if (!windowMs)
        return FunnelSentence::tr("no time limit");
    const std::int64_t ms = *windowMs;
    const auto whole = [&](std::int64_t unit) { return static_cast<int>(ms / unit); };
    if (ms == kDayMs)
        return FunnelSentence::tr("within a day");
    if (ms == kHourMs)
        return FunnelSentence::tr("within an hour");
    if (ms % kDayMs == 0)
        return FunnelSentence::tr("within %n days", nullptr, whole(kDayMs));
    if (ms % kHourMs == 0)
        return FunnelSentence::tr("within %n hours", nullptr, whole(kHourMs));
    if (ms % kMinuteMs == 0)
        return FunnelSentence::tr("within %n minutes", nullptr, whole(kMinuteMs));
    return FunnelSentence::tr("within %n seconds", nullptr, whole(kSecondMs));
}

} // namespace cairn
