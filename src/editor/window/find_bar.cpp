#include "editor/window/find_bar.hpp"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <concepts>

#include "cairn/model/fields.hpp"
#include "editor/canvas/find_marks.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/style.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr int kFieldWidth = 240;

/// What the field of a hit is called: "Notes".
QString fieldName(const Project& project, const TextHit& hit) {
    QString name;
    forEachTable(project, [&](const char*, const auto& table) {
        using E = std::remove_cvref_t<decltype(**table.begin())>;
        if (table.find(decltype(E::id){hit.element.value}))
            forEachField<E>([&](const auto& field) {
                if (hit.field == field.name)
                    name = QCoreApplication::translate("Field", field.label);
            });
    });
    return name;
}

/// Words that stand on the map itself; others are to be read in the inspector.
bool isOnMap(const TextHit& hit) {
    return hit.field == "title" || hit.field == "text" || hit.field == "name" ||
           hit.field == "scenario" || hit.field == "figure";
}

} // namespace

FindBar::FindBar(MapCanvas* canvas, QWidget* parent)
    : QFrame(parent), m_canvas(canvas), m_words(new QLineEdit), m_with(new QLineEdit),
      m_count(new QLabel), m_replaceRow(new QWidget) {
    setObjectName("find-bar");
    setProperty("surface", "topbar");
    setAccessibleName(tr("Find on the map"));
    m_words->setObjectName("find-words");
    m_words->setPlaceholderText(tr("Find on the map"));
    m_words->setAccessibleName(tr("Find on the map"));
    m_with->setObjectName("replace-with");
    m_with->setPlaceholderText(tr("Replace with"));
    m_with->setAccessibleName(tr("Replace with"));
    for (QLineEdit* field : {m_words, m_with})
        field->setFixedWidth(kFieldWidth);
    m_count->setProperty("role", "small");
    m_count->setMinimumWidth(72);
    m_count->setObjectName("find-count");
    const auto button = [this](const QString& tip, const char* name) {
        auto* made = new QToolButton;
        made->setProperty("look", "flat");
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setObjectName(name);
        return made;
    };
    m_previous = button(tr("The hit before (Shift+Enter)"), "find-previous");
    m_next = button(tr("The next hit (Enter)"), "find-next");
    m_close = button(tr("Close (Esc)"), "find-close");
    m_case = toggle(tr("Aa"), tr("Capitals as they are written here"), "find-case");
    m_whole = toggle(tr("Whole words"), tr("Not within longer words"), "find-whole");
    m_all = toggle(tr("All maps"), tr("Search every map of the project"), "find-all-maps");
    m_more = toggle(tr("Replace"), tr("Put other words in their place"), "find-more");
    m_replace = new QPushButton(tr("Replace"));
    m_replace->setObjectName("replace-one");
    m_replaceAll = new QPushButton(tr("Replace all"));
    m_replaceAll->setObjectName("replace-all");

    auto* row = new QWidget;
    auto* flow = new FlowLayout(row, 4, 4);
    flow->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : {static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_previous),
                            static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_count),
                            static_cast<QWidget*>(m_case), static_cast<QWidget*>(m_whole),
                            static_cast<QWidget*>(m_all), static_cast<QWidget*>(m_more)})
        flow->addWidget(widget);
    auto* below = new FlowLayout(m_replaceRow, 4, 4);
    below->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : {static_cast<QWidget*>(m_with), static_cast<QWidget*>(m_replace),
                            static_cast<QWidget*>(m_replaceAll)})
        below->addWidget(widget);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(row);
    column->addWidget(m_replaceRow);
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(12, 6, 8, 6);
    across->addLayout(column, 1);
    across->addWidget(m_close, 0, Qt::AlignTop);
    m_replaceRow->hide();
    hide();

    connect(m_words, &QLineEdit::textChanged, this, &FindBar::search);
    for (QToolButton* option : {m_case, m_whole, m_all})
        connect(option, &QToolButton::toggled, this, &FindBar::search);
    connect(m_more, &QToolButton::toggled, m_replaceRow, &QWidget::setVisible);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(m_next, &QToolButton::clicked, this, &FindBar::next);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replace);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    setIcons();
}

QToolButton* FindBar::toggle(const QString& text, const QString& tip, const char* name) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setObjectName(name);
    button->setCheckable(true);
    button->setProperty("look", "flat");
    return button;
}

void FindBar::setIcons() {
    const QColor dim = themeOf(this).colour(Colour::Dim);
    m_previous->setIcon(strokeIcon("arrow-up", dim));
    m_next->setIcon(strokeIcon("arrow-down", dim));
    m_close->setIcon(strokeIcon("close", dim));
}

void FindBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_close)
        setIcons();
}

void FindBar::setDocument(Document* document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    close();
    if (document) {
        connect(document, &Document::changed, this, &FindBar::research);
        connect(document, &Document::currentMapChanged, this, &FindBar::research);
    }
}

void FindBar::open(bool withReplace) {
    if (!m_document)
        return;
    const bool changeable = !m_document->readOnly();
    m_more->setEnabled(changeable);
    m_all->setVisible(m_document->project().maps.size() > 1);
    m_more->setChecked(changeable && (withReplace || m_more->isChecked()));
    QFrame::show();
    // From here: the words may have been typed for another place.
    search();
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void FindBar::close() {
    const QWidget* focus = window()->focusWidget();
    const bool inside = focus && isAncestorOf(focus);
    m_hits.clear();
    m_canvas->setFindMarks({});
    if (isHidden())
        return;
    hide();
    if (inside)
        m_canvas->setFocus(Qt::OtherFocusReason);
    emit closed();
}

/// Begins at what is selected, else with the first hit.
void FindBar::search() {
    if (!m_document || isHidden())
        return;
    m_query = {m_words->text().toStdString(), m_case->isChecked(), m_whole->isChecked()};
    const bool everywhere = m_all->isChecked() && m_document->project().maps.size() > 1;
    m_hits = findText(m_document->project(), everywhere ? MapId{} : m_document->currentMap(),
                      m_query, allLetters());
    m_at = 0;
    const auto& selection = m_document->selection();
    if (!selection.empty()) {
        const auto here = std::find_if(m_hits.begin(), m_hits.end(), [&](const TextHit& hit) {
            return hit.element == selection.back();
        });
        if (here != m_hits.end())
            m_at = static_cast<std::size_t>(here - m_hits.begin());
    }
    show(true);
}

void FindBar::research() {
    if (!m_document || isHidden() || m_replacing)
        return;
    const std::vector<TextHit> before = std::move(m_hits);
    const std::size_t index = m_at;
    const bool everywhere = m_all->isChecked() && m_document->project().maps.size() > 1;
    m_hits = findText(m_document->project(), everywhere ? MapId{} : m_document->currentMap(),
                      m_query, allLetters());
    const auto same = index < before.size() ? std::find(m_hits.begin(), m_hits.end(), before[index])
                                            : m_hits.end();
    m_at = same != m_hits.end() ? static_cast<std::size_t>(same - m_hits.begin())
           : m_hits.empty()     ? 0
                                : std::min(index, m_hits.size() - 1);
    show(false);
}

void FindBar::show(bool reveal) {
    FindMarks marks;
    marks.query = m_query;
    for (const TextHit& hit : m_hits)
        marks.elements.push_back(hit.element);
    std::sort(marks.elements.begin(), marks.elements.end());
    marks.elements.erase(std::unique(marks.elements.begin(), marks.elements.end()),
                         marks.elements.end());
    if (m_at < m_hits.size())
        marks.current = m_hits[m_at].element;
    if (reveal && marks.current)
        emit revealRequested(marks.current);
    m_canvas->setFindMarks(marks);
    tell();
}

void FindBar::tell(const QString& note) {
    const QLocale locale;
    QString words;
    if (!note.isEmpty())
        words = note;
    else if (m_query.words.empty())
        words = {};
    else if (m_hits.empty())
        words = tr("Not found");
    else
        words = tr("%1 of %2").arg(locale.toString(m_at + 1), locale.toString(m_hits.size()));
    if (note.isEmpty() && m_at < m_hits.size() && !isOnMap(m_hits[m_at]))
        words += QStringLiteral(" · ") + fieldName(m_document->project(), m_hits[m_at]);
    m_count->setText(words);
    m_count->setAccessibleName(words);
    const bool any = !m_hits.empty();
    for (QWidget* widget : {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_next),
                            static_cast<QWidget*>(m_replace), static_cast<QWidget*>(m_replaceAll)})
        widget->setEnabled(any);
}

QString FindBar::countText() const {
    return m_count->text();
}

void FindBar::go(std::size_t to) {
    if (m_hits.empty())
        return;
    m_at = to % m_hits.size();
    show(true);
}

void FindBar::next() {
    if (isHidden())
        return open(false);
    go(m_at + 1);
}

void FindBar::previous() {
    if (isHidden())
        return open(false);
    go(m_at + m_hits.size() - 1);
}

bool FindBar::isLocked(const TextHit& hit) const {
    const Project& project = m_document->project();
    bool locked = false;
    forEachTable(project, [&](const char*, const auto& table) {
        using E = std::remove_cvref_t<decltype(**table.begin())>;
        if constexpr (requires(E e) { e.locked; })
            if (const E* found = table.find(decltype(E::id){hit.element.value}))
                locked = found->locked;
    });
    if (const Card* card = project.cards.find(hit.element.as<CardTag>())) {
        const Lane* lane = project.lanes.find(card->lane);
        const Stage* stage = project.stages.find(card->stage);
        locked = locked || (lane && lane->locked) || (stage && stage->locked);
    }
    return locked;
}

void FindBar::replaceHits(const std::vector<TextHit>& hits) {
    const int n = static_cast<int>(hits.size());
    const QString label = n == 1 ? tr("replace text") : tr("replace %n texts", nullptr, n);
    m_replacing = true;
    m_document->edit(label, [&](Project project) {
        return replaceText(std::move(project), hits, m_with->text().toStdString());
    });
    m_replacing = false;
}

void FindBar::replace() {
    if (!m_document || m_document->readOnly() || m_at >= m_hits.size())
        return;
    const TextHit hit = m_hits[m_at];
    if (isLocked(hit)) {
        next();
        return tell(tr("Locked: left as it is"));
    }
    replaceHits({hit});
    research();
    // What was put there may hold the words again: go on behind it.
    const std::size_t behind = hit.at + static_cast<std::size_t>(m_with->text().toUtf8().size());
    const auto inside = [&](const TextHit& h) {
        return h.element == hit.element && h.field == hit.field && h.part == hit.part &&
               h.at < behind;
    };
    while (m_at + 1 < m_hits.size() && inside(m_hits[m_at]))
        ++m_at;
    show(true);
}

void FindBar::replaceAll() {
    if (!m_document || m_document->readOnly() || m_hits.empty())
        return;
    std::vector<TextHit> free;
    std::copy_if(m_hits.begin(), m_hits.end(), std::back_inserter(free),
                 [this](const TextHit& hit) { return !isLocked(hit); });
    const auto locked = m_hits.size() - free.size();
    if (!free.empty())
        replaceHits(free);
    research();
    const QLocale locale;
    tell(locked ? tr("%1 replaced, %2 locked")
                      .arg(locale.toString(free.size()), locale.toString(locked))
                : tr("%1 replaced").arg(locale.toString(free.size())));
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (enter && m_words->hasFocus())
        event->modifiers() & Qt::ShiftModifier ? previous() : next();
    else if (enter && m_with->hasFocus())
        replace();
    else if (enter && qobject_cast<QAbstractButton*>(window()->focusWidget()))
        qobject_cast<QAbstractButton*>(window()->focusWidget())->click();
    // The canvas beside the bar must not take what is typed here.
    event->accept();
}

} // namespace cairn
