#include "editor/window/filter_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

#include "cairn/model/filter.hpp"
#include "cairn/model/names.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {

/// One thing that cards can be wanted by.
struct Wish {
    QString words, group;
    bool on = false;
    std::function<void(CardFilter&)> toggle;
};

template <class Set, class Value> void flip(Set& set, const Value& value) {
    if (!set.erase(value))
        set.insert(value);
}

std::vector<Wish> wishesOf(const Document& document, const CardFilter& now) {
    const Project& project = document.project();
    const FilterChoices choices = filterChoices(project, document.currentMap());
    std::vector<Wish> wishes;
    for (const std::string& tag : choices.tags)
        wishes.push_back({qs(tag), FilterBar::tr("Tags"), now.tags.contains(tag),
                          [tag](CardFilter& f) { flip(f.tags, tag); }});
    for (const Channel channel : choices.channels)
        wishes.push_back({choiceWord(nameOf(channel)), FilterBar::tr("Channels"),
                          now.channels.contains(channel),
                          [channel](CardFilter& f) { flip(f.channels, channel); }});
    for (const PersonaId persona : choices.personas)
        wishes.push_back({qs(titleOf(project, persona)), FilterBar::tr("Curves of"),
                          now.personas.contains(persona),
                          [persona](CardFilter& f) { flip(f.personas, persona); }});
    for (const std::string& owner : choices.owners)
        wishes.push_back({qs(owner), FilterBar::tr("Owners"), now.owners.contains(owner),
                          [owner](CardFilter& f) { flip(f.owners, owner); }});
    return wishes;
}

/// A section of its own would lose its words to the style sheet.
void addHeading(QMenu& menu, const QString& words) {
    QLabel* label = makeSectionLabel(words, &menu);
    label->setContentsMargins(12, 6, 12, 2);
    auto* heading = new QWidgetAction(&menu);
    heading->setDefaultWidget(label);
    heading->setEnabled(false);
    heading->setText(words);
    menu.addAction(heading);
}

} // namespace

FilterBar::FilterBar(MapCanvas* canvas, QWidget* parent)
    : QFrame(parent), m_canvas(canvas), m_words(new QLabel) {
    setObjectName(QStringLiteral("filterBar"));
    setProperty("surface", "bar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(6);
    row->addWidget(m_words);
    m_chips = new QHBoxLayout;
    m_chips->setSpacing(4);
    row->addLayout(m_chips);
    row->addStretch();
    auto* change = new QPushButton(tr("Change…"));
    auto* clear = new QPushButton(tr("Clear"));
    clear->setObjectName(QStringLiteral("filterClear"));
    for (QPushButton* button : {change, clear}) {
        button->setProperty("look", "link");
        row->addWidget(button);
    }
    change->setAccessibleName(tr("Change what the map is filtered by"));
    clear->setAccessibleName(tr("Show all cards again"));
    connect(change, &QPushButton::clicked, this, &FilterBar::openMenu);
    connect(clear, &QPushButton::clicked, this, [this] { m_canvas->setFilter({}); });
    connect(m_canvas, &MapCanvas::filterChanged, this, &FilterBar::refresh);
    hide();
}

void FilterBar::setDocument(Document* document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_canvas->setFilter({});
    if (document) {
        connect(document, &Document::currentMapChanged, this, [this] { m_canvas->setFilter({}); });
        connect(document, &QObject::destroyed, this, [this] { m_document = nullptr; });
    }
    refresh();
}

void FilterBar::refresh() {
    clearLayout(m_chips);
    const CardFilter& now = m_canvas->filter();
    setVisible(!now.empty());
    if (now.empty() || !m_document)
        return;
    m_words->setText(
        now.size() == 1
            ? tr("1 filter")
            : tr("%1 filters").arg(QLocale().toString(static_cast<qulonglong>(now.size()))));
    for (const Wish& wish : wishesOf(*m_document, now)) {
        if (!wish.on)
            continue;
        auto* chip = new QPushButton(wish.words + QStringLiteral("  ×"), this);
        chip->setProperty("look", "chip");
        chip->setAccessibleName(tr("%1: take %2 away from the filter").arg(wish.group, wish.words));
        connect(chip, &QPushButton::clicked, this, [this, toggle = wish.toggle] {
            CardFilter next = m_canvas->filter();
            toggle(next);
            m_canvas->setFilter(next);
        });
        m_chips->addWidget(chip);
        chip->show();
    }
}

void FilterBar::fillMenu(QMenu& menu) {
    if (!m_document)
        return;
    QString group;
    const auto wishes = wishesOf(*m_document, m_canvas->filter());
    for (const Wish& wish : wishes) {
        if (wish.group != group) {
            if (!group.isEmpty())
                menu.addSeparator();
            addHeading(menu, group = wish.group);
        }
        QAction* action = menu.addAction(wish.words);
        action->setCheckable(true);
        action->setChecked(wish.on);
        connect(action, &QAction::triggered, this, [this, toggle = wish.toggle] {
            CardFilter next = m_canvas->filter();
            toggle(next);
            m_canvas->setFilter(next);
        });
    }
    if (wishes.empty())
        menu.addAction(tr("No card has a tag, a channel or an owner yet"))->setEnabled(false);
    if (!m_canvas->filter().empty()) {
        menu.addSeparator();
        menu.addAction(tr("Clear"), this, [this] { m_canvas->setFilter({}); });
    }
}

void FilterBar::openMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("filterMenu"));
    fillMenu(*menu);
    const QPoint corner = layoutDirection() == Qt::RightToLeft
                              ? QPoint(m_canvas->width() - menu->sizeHint().width() - 12, 8)
                              : QPoint(12, 8);
    menu->popup(m_canvas->mapToGlobal(corner));
}

} // namespace cairn
