// Tags of the project and comments on the map, as rows of the outline.
#include <QDateTime>
#include <QMenu>
#include <QPainter>

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/panels/outline_impl.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {

constexpr int kColours = 8;

QIcon swatch(const Theme& theme, int colour) {
    QPixmap pixmap(28, 28);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Colour::Stage, colour), 3));
    painter.setBrush(theme.colour(Colour::StageGround, colour));
    painter.drawRoundedRect(QRectF(3, 3, 22, 22), 6, 6);
    return pixmap;
}

} // namespace

void OutlinePanel::Impl::fillTags() {
    const Project& project = document->project();
    const auto tags = tagsOf(project);
    auto* add = addButton(tr("Add a tag"), "add-tag");
    connect(add, &QToolButton::clicked, self, [this] { newTag(); });
    QTreeWidgetItem* section = addSection(tr("Tags"), tags.size(), add);
    for (const Tag* tag : tags) {
        const auto cards =
            std::count_if(project.cards.begin(), project.cards.end(), [&](const auto& card) {
                return std::find(card->tags.begin(), card->tags.end(), tag->name) !=
                       card->tags.end();
            });
        auto* row = addRow(section, OutlineRow::Tag, tag->id, qs(tag->name));
        row->setData(0, kColourRole, static_cast<int>(tag->colour));
        const QString spoken =
            tr("Tag %1, on %n cards", nullptr, static_cast<int>(cards)).arg(qs(tag->name));
        row->setToolTip(0, spoken);
        row->setData(0, Qt::AccessibleTextRole, spoken);
    }
    if (tags.empty())
        addRow(section, OutlineRow::Hint, {}, tr("Words to sort cards by"));
}

void OutlinePanel::Impl::newTag() {
    if (!document || document->readOnly())
        return;
    const auto id = newId<TagId>();
    QString name = tr("New tag");
    const auto taken = [&] {
        const auto tags = tagsOf(document->project());
        return std::any_of(tags.begin(), tags.end(),
                           [&](const Tag* tag) { return qs(tag->name) == name; });
    };
    for (int n = 2; taken(); ++n)
        name = tr("New tag %1").arg(n);
    if (document->edit(tr("add tag"),
                       [&](Project p) { return addTag(std::move(p), id, utf8(name)); }))
        rename(id);
}

void OutlinePanel::Impl::addTagMenu(QMenu& menu, TagId id) {
    QMenu* colours = menu.addMenu(tr("Colour"));
    for (int i = 0; i < kColours; ++i)
        colours->addAction(swatch(themeFor(tree), i),
                           tr("Colour %1").arg(QLocale().toString(i + 1)), self, [this, id, i] {
                               document->edit(tr("change colour of tag"), [&](Project p) {
                                   const Tag* tag = p.tags.find(id);
                                   if (!tag)
                                       return p;
                                   Tag changed = *tag;
                                   changed.colour = i;
                                   return put(std::move(p), std::move(changed));
                               });
                           });
    menu.addAction(tr("Show only cards with it"), self, [this, id] {
        if (const Tag* tag = document->project().tags.find(id))
            emit self->tagFilterRequested(qs(tag->name));
    });
    menu.addSeparator();
}

/// Of the map that is shown: what is open first, the newest on top; then what was dealt with.
void OutlinePanel::Impl::fillComments() {
    const Project& project = document->project();
    std::vector<const Comment*> comments;
    std::size_t unresolved = 0;
    for (const auto& comment : project.comments)
        if (comment->map == document->currentMap()) {
            comments.push_back(comment.get());
            unresolved += comment->resolved ? 0 : 1;
        }
    if (comments.empty())
        return;
    std::sort(comments.begin(), comments.end(), [](const Comment* a, const Comment* b) {
        if (a->resolved != b->resolved)
            return b->resolved;
        return a->at != b->at ? a->at > b->at : a->id < b->id;
    });
    QTreeWidgetItem* section = addSection(tr("Comments"), unresolved, nullptr);
    for (const Comment* comment : comments) {
        auto* row =
            addRow(section, OutlineRow::Comment, comment->id, qs(comment->text).simplified());
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const QString author = comment->author.empty() ? tr("Somebody") : qs(comment->author);
        const ElementId about =
            comment->element ? comment->element : ElementId(document->currentMap());
        const QString title = qs(titleOf(project, about)).simplified();
        const QString where = title.isEmpty() ? kindWord(project, about) : title;
        row->setData(0, kDetailRole,
                     comment->resolved ? tr("%1, on %2, resolved").arg(author, where)
                                       : tr("%1, on %2").arg(author, where));
        row->setData(0, kDoneRole, comment->resolved);
        row->setToolTip(0, qs(comment->text) + QLatin1Char('\n') +
                               row->data(0, kDetailRole).toString());
        row->setData(
            0, Qt::AccessibleTextRole,
            tr("Comment of %1: %2").arg(row->data(0, kDetailRole).toString(), qs(comment->text)));
    }
}

} // namespace cairn
