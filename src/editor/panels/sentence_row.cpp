#include "editor/panels/sentence_row.hpp"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/binding_popup.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/value_popups.hpp"

namespace cairn {

SentenceRow::SentenceRow(QWidget* parent) : QWidget(parent), m_flow(new FlowLayout(this, 6, 6)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Document* SentenceRow::document() const {
    return m_document;
}
QuestionRunner* SentenceRow::questions() const {
    return m_questions;
}

void SentenceRow::setDocument(Document* document, QuestionRunner* questions) {
    m_document = document;
    m_questions = questions;
    update();
}

QString SentenceRow::text() const {
    return m_words.join(QLatin1Char(' '));
}

/// Whether a menu of one of the words is open: the words must stay until it is gone.
bool SentenceRow::menuOpen() const {
    for (const QObject* at = QApplication::activePopupWidget(); at; at = at->parent())
        if (at == this)
            return true;
    return false;
}

void SentenceRow::update() {
    if (menuOpen()) {
        QTimer::singleShot(100, this, &SentenceRow::update);
        return;
    }
    // The words are made anew: the focus stays where the person was.
    if (const QWidget* focused = window()->focusWidget();
        focused && focused->parentWidget() == this && !focused->objectName().isEmpty())
        keepFocusOn(focused->objectName());
    clearLayout(m_flow);
    m_words.clear();
    const Map* map =
        m_document ? m_document->project().maps.find(m_document->currentMap()) : nullptr;
    if (!map)
        return;
    fill(m_document->project(), *map);
    updateGeometry();
}

void SentenceRow::say(const QString& words) {
    m_words << words;
    QLabel* label = makeLabel(words, "dim", this);
    m_flow->addWidget(label);
    label->show();
}

QToolButton* SentenceRow::addWord(const char* name, const QString& what, const QString& shown,
                                  const std::function<void(QWidget* anchor)>& open,
                                  const char* role) {
    m_words << shown;
    // A single & would be taken for a shortcut.
    QString text = shown;
    auto* button = makeToolButton(text.replace(QLatin1Char('&'), QStringLiteral("&&")),
                                  tr("%1: %2").arg(what, shown), this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("role", QLatin1String(role));
    button->setEnabled(!m_document->readOnly());
    if (open)
        connect(button, &QToolButton::clicked, this, [open, button] { open(button); });
    m_flow->addWidget(button);
    button->show();
    return button;
}

QToolButton* SentenceRow::addChooser(const char* name, const QString& what, const QString& shown,
                                     std::vector<Choice> choices, const char* role) {
    QToolButton* button = addWord(name, what, shown, {}, role);
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    fillMenu(menu, what, choices, button);
    button->setMenu(menu);
    return button;
}

void SentenceRow::fillMenu(QMenu* menu, const QString& what, const std::vector<Choice>& choices,
                           QToolButton* button) {
    for (const Choice& choice : choices) {
        QString label = choice.label;
        label.replace(QLatin1Char('&'), QStringLiteral("&&"));
        if (!choice.within.empty()) {
            fillMenu(menu->addMenu(label), what, choice.within, button);
            continue;
        }
        QAction* action = menu->addAction(label);
        action->setCheckable(static_cast<bool>(choice.apply));
        action->setChecked(choice.checked);
        if (choice.open)
            // Later: the menu must have gone before something else opens in its place.
            connect(action, &QAction::triggered, button, [open = choice.open, button] {
                QTimer::singleShot(0, button, [open, button] { open(button); });
            });
        else if (choice.apply)
            connect(action, &QAction::triggered, this,
                    [this, what, apply = choice.apply] { change(what, apply); });
    }
}

void SentenceRow::keepFocusOn(const QString& name) {
    QTimer::singleShot(0, this, [this, name] {
        if (auto* again = findChild<QToolButton*>(name))
            again->setFocus();
    });
}

void SentenceRow::addRemover(const char* name, const QString& what,
                             const std::function<void(Map&)>& apply) {
    QToolButton* button = makeToolButton(QStringLiteral("×"), tr("Without: %1").arg(what), this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("role", "remover");
    button->setEnabled(!m_document->readOnly());
    connect(button, &QToolButton::clicked, this, [this, what, apply] { change(what, apply); });
    m_flow->addWidget(button);
    button->show();
}

void SentenceRow::change(const QString& what, const std::function<void(Map&)>& apply) {
    const MapId id = m_document->currentMap();
    m_document->edit(tr("change %1").arg(what), [&](Project project) {
        const Map* before = project.maps.find(id);
        if (!before)
            return project;
        Map after = *before;
        apply(after);
        return put(std::move(project), std::move(after));
    });
}

QString SentenceRow::eventWords(const EventBinding& binding) const {
    for (const Stage* stage : stagesOf(m_document->project(), m_document->currentMap()))
        if (stage->binding == binding)
            return qs(stage->title);
    return eventsInWords(binding);
}

std::vector<SentenceRow::Choice>
SentenceRow::stageChoices(std::function<void(Map&, const EventBinding&)> apply,
                          const EventBinding& now) const {
    std::vector<Choice> choices;
    for (const Stage* stage : stagesOf(m_document->project(), m_document->currentMap()))
        if (!stage->binding.empty())
            choices.push_back({qs(stage->title),
                               [apply, binding = stage->binding](Map& map) { apply(map, binding); },
                               {},
                               stage->binding == now,
                               {}});
    return choices;
}

SentenceRow::Choice SentenceRow::eventChoice(const QString& label, const EventBinding& now,
                                             std::function<void(Map&, const EventBinding&)> apply,
                                             const QString& what) {
    return {label,
            {},
            [this, now, apply, what](QWidget* anchor) {
                const auto names = m_questions ? m_questions->names() : std::vector<NameCount>{};
                auto* popup = new BindingPopup(now, names, window());
                connect(popup, &BindingPopup::chosen, this,
                        [this, apply, what](const EventBinding& binding) {
                            change(what, [&](Map& map) { apply(map, binding); });
                        });
                popup->openBelow(anchor);
            },
            false,
            {}};
}

void SentenceRow::addPeriodChooser(const std::string& now,
                                   const std::function<void(Map&, const char*)>& set) {
    std::vector<Choice> choices;
    for (const char* period : {"day", "week", "month"})
        choices.push_back({periodWords(period),
                           [set, period](Map& map) { set(map, period); },
                           {},
                           now == period,
                           {}});
    addChooser("period", tr("period"), periodWords(now), choices);
}

void SentenceRow::addZoneWord(const Map& map) {
    addWord("zone", tr("time zone"), zoneWords(map.funnel.zone),
            [this, now = map.funnel.zone](QWidget* anchor) {
                openZonePopup(anchor, now, [this](const std::string& zone) {
                    change(tr("time zone"), [&](Map& changed) { changed.funnel.zone = zone; });
                });
            });
}

QString eventsInWords(const EventBinding& binding) {
    if (binding.empty())
        return SentenceRow::tr("anything");
    QString name = qs(binding.events.front());
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (binding.events.size() > 1)
        name =
            SentenceRow::tr("%1 or %n more", nullptr, static_cast<int>(binding.events.size()) - 1)
                .arg(name);
    return name;
}

QString periodWords(const std::string& period) {
    return period == "day"     ? SentenceRow::tr("by day")
           : period == "month" ? SentenceRow::tr("by month")
                               : SentenceRow::tr("by week");
}

QString zoneWords(const std::string& zone) {
    if (zone.empty() || zone == "UTC")
        return SentenceRow::tr("UTC");
    return qs(zone).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString windowWords(const std::optional<std::int64_t>& windowMs) {
    if (!windowMs)
        return SentenceRow::tr("no time limit");
    const std::int64_t ms = *windowMs;
    const auto whole = [&](std::int64_t unit) { return static_cast<int>(ms / unit); };
    if (ms == kDayMs)
        return SentenceRow::tr("within a day");
    if (ms == kHourMs)
        return SentenceRow::tr("within an hour");
    if (ms % kDayMs == 0)
        return SentenceRow::tr("within %n days", nullptr, whole(kDayMs));
    if (ms % kHourMs == 0)
        return SentenceRow::tr("within %n hours", nullptr, whole(kHourMs));
    if (ms % kMinuteMs == 0)
        return SentenceRow::tr("within %n minutes", nullptr, whole(kMinuteMs));
    return SentenceRow::tr("within %n seconds", nullptr, whole(kSecondMs));
}

} // namespace cairn
