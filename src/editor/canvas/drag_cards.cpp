#include <algorithm>
#include <cmath>

#include <QLocale>

#include "cairn/model/edits.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr std::size_t kMostGhosts = 6; ///< cards shown below the mouse; the rest is a number

/// Where the cards would go: a cell, and the card they come before.
struct Target {
    Spot cell;
    CardId before;
    double markerY = 0; ///< map
};

class CardDrag final : public Drag {
public:
    CardDrag(const DragContext& context, const Region& grabbed, QPointF viewPos) : Drag(context) {
        std::vector<const Region*> regions, notes;
        for (const ElementId id : m_on.document.selection()) {
            if (isLocked(m_on.document.project(), id))
                continue;
            if (const Region* region = m_on.scene.find(RegionKind::Card, id))
                regions.push_back(region);
            else if (const Region* note = m_on.scene.find(RegionKind::Note, id))
                notes.push_back(note);
        }
        const auto isIn = [&](const std::vector<const Region*>& all) {
            return std::find(all.begin(), all.end(), &grabbed) != all.end();
        };
        if (!isIn(regions) && !isIn(notes)) {
            regions.assign(1, &grabbed);
            notes.clear();
        }
        // They keep the order in which they lie on the map.
        std::stable_sort(regions.begin(), regions.end(), [](const Region* a, const Region* b) {
            return std::pair(a->rect.x, a->rect.y) < std::pair(b->rect.x, b->rect.y);
        });
        for (const Region* region : regions) {
            m_cards.push_back(region->element.as<CardTag>());
            m_origins.push_back(region->rect);
        }
        for (const Region* note : notes) {
            m_notes.push_back(note->element.as<NoteTag>());
            m_noteOrigins.push_back(note->rect);
        }
        if (regions.size() > kMostGhosts)
            regions.assign(1, isIn(regions) ? &grabbed : regions.front());
        m_ghost = Ghost(m_on.scene, regions, m_on.theme);
        if (!notes.empty())
            m_noteGhost = Ghost(m_on.scene, notes, m_on.theme);
        m_from = m_on.scene.view.toMap(viewPos);
        m_grip = m_from - QPointF(m_ghost.frame().x, m_ghost.frame().y);
        m_view = viewPos;
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers modifiers) override {
        m_view = viewPos;
        m_copy = modifiers & (Qt::AltModifier | Qt::ControlModifier);
        m_target = targetAt(m_on.scene.view.toMap(viewPos));
    }

    void paint(QPainter& painter) const override {
        const ViewTransform& view = m_on.scene.view;
        if (!m_copy) {
            QColor veil = m_on.theme.colour(Colour::Ground);
            veil.setAlphaF(0.65f);
            for (const auto* origins : {&m_origins, &m_noteOrigins})
                for (const RectF& origin : *origins)
                    painter.fillRect(view.toView(origin).adjusted(-2, -2, 2, 2), veil);
        }
        if (m_target)
            if (const Region* cell = m_on.scene.find(m_target->cell)) {
                QColor tint = m_on.theme.colour(Colour::Accent);
                tint.setAlphaF(0.07f);
                const QRectF rect = view.toView(cell->rect);
                painter.fillRect(rect, tint);
                const double y = view.toView(QPointF(0, m_target->markerY)).y();
                paintMarker(painter, {rect.left() + 10, y}, {rect.right() - 10, y}, m_on.theme);
            }
        if (!m_notes.empty())
            m_noteGhost.paint(painter, view, notePlace());
        m_ghost.paint(painter, view, ghostPlace());
        QString words = m_copy ? QStringLiteral("+") : QString();
        if (const std::size_t all = m_cards.size() + m_notes.size(); all > 1)
            words += QLocale().toString(static_cast<qulonglong>(all));
        if (!words.isEmpty())
            paintPlate(painter, words, m_view + QPointF(14, -14), m_on.theme);
    }

    QRectF extent() const override {
        const ViewTransform& view = m_on.scene.view;
        QRectF all = m_ghost.viewRect(view, ghostPlace()).united(QRectF(m_view, QSizeF(80, 1)));
        all.adjust(-4, -30, 4, 4);
        if (!m_notes.empty())
            all = all.united(m_noteGhost.viewRect(view, notePlace()).adjusted(-4, -4, 4, 4));
        for (const auto* origins : {&m_origins, &m_noteOrigins})
            for (const RectF& origin : *origins)
                all = all.united(view.toView(origin).adjusted(-4, -4, 4, 4));
        if (m_target)
            if (const Region* cell = m_on.scene.find(m_target->cell))
                all = all.united(view.toView(cell->rect).adjusted(-8, -8, 8, 8));
        return all;
    }

    void drop() override {
        const Region* cell = m_target ? m_on.scene.find(m_target->cell) : nullptr;
        const bool cardsGo = cell && (m_copy || !staysPut(*cell));
        const QPointF way = noteWay();
        const bool notesGo = !m_notes.empty() && !way.isNull();
        if (!cardsGo && !notesGo)
            return;
        CardPlace place;
        if (cardsGo)
            place = {cell->element.as<LaneTag>(), cell->second.as<StageTag>(),
                     cell->third.as<StepTag>(), m_target->before};
        std::vector<CardId> ids = m_cards;
        if (m_copy)
            std::generate(ids.begin(), ids.end(), newId<CardId>);
        const std::size_t many = cardsGo ? ids.size() : 0;
        const QString label = notesGo
                                  ? (m_copy ? Wording::copyThings(many + m_notes.size())
                                            : Wording::moveThings(many + m_notes.size()))
                                  : (m_copy ? Wording::copyCards(many) : Wording::moveCards(many));
        std::vector<ElementId> made;
        const bool done = m_on.document.edit(label, [&](Project project) {
            if (cardsGo)
                project = m_copy ? copyCards(std::move(project), m_cards, ids, place)
                                 : moveCards(std::move(project), m_cards, place);
            if (notesGo)
                project = notesMoved(std::move(project), m_on.scene, m_notes, m_noteOrigins, way,
                                     m_copy, made);
            return project;
        });
        if (!done)
            return;
        if (cardsGo || !m_copy)
            made.insert(made.begin(), ids.begin(), ids.end());
        m_on.document.select(std::move(made));
    }

    std::vector<CardId> cards() const override {
        return m_notes.empty() ? m_cards : std::vector<CardId>{};
    }
    Qt::CursorShape cursor() const override {
        return !m_target ? Qt::ForbiddenCursor : m_copy ? Qt::DragCopyCursor : Qt::ClosedHandCursor;
    }

private:
    QPointF ghostPlace() const { return m_on.scene.view.toMap(m_view) - m_grip; }
    bool isDragged(ElementId id) const {
        return std::any_of(m_cards.begin(), m_cards.end(),
                           [&](CardId card) { return ElementId(card) == id; });
    }

    std::optional<Target> targetAt(QPointF mapPos) const {
        const Region* cell = m_on.scene.cellAt(mapPos);
        const Lane* lane =
            cell ? m_on.document.project().lanes.find(cell->element.as<LaneTag>()) : nullptr;
        if (!lane || !holdsCards(lane->kind) || lane->locked)
            return std::nullopt;
        Target target{spotOf(*cell), {}, cell->rect.y + 8};
        const double gap = 4;
        for (const Region* card : m_on.scene.cardsIn(*cell)) {
            if (!m_copy && isDragged(card->element))
                continue;
            if (mapPos.y() < card->rect.centre().y) {
                target.before = card->element.as<CardTag>();
                target.markerY = card->rect.y - gap;
                return target;
            }
            target.markerY = card->rect.bottom() + gap;
        }
        return target;
    }

    /// The drop would leave the cards as they are: then it is no edit.
    bool staysPut(const Region& cell) const {
        const auto cards = m_on.scene.cardsIn(cell);
        std::vector<ElementId> now, then;
        for (const Region* card : cards) {
            now.push_back(card->element);
            if (!isDragged(card->element))
                then.push_back(card->element);
        }
        const auto at = std::find(then.begin(), then.end(), ElementId(m_target->before));
        then.insert(at, m_cards.begin(), m_cards.end());
        return now == then;
    }

    QPointF noteWay() const {
        const QPointF way = m_on.scene.view.toMap(m_view) - m_from;
        return {std::round(way.x()), std::round(way.y())};
    }
    QPointF notePlace() const {
        return QPointF(m_noteGhost.frame().x, m_noteGhost.frame().y) + noteWay();
    }

    std::vector<CardId> m_cards;
    std::vector<RectF> m_origins;
    Ghost m_ghost;
    std::vector<NoteId> m_notes; ///< that go along
    std::vector<RectF> m_noteOrigins;
    Ghost m_noteGhost;
    QPointF m_from; ///< map
    QPointF m_grip; ///< map units from the ghost's corner to the mouse
    QPointF m_view;
    bool m_copy = false;
    std::optional<Target> m_target;
};

} // namespace

std::unique_ptr<Drag> dragCards(const DragContext& context, const Region& grabbed,
                                QPointF viewPos) {
    return std::make_unique<CardDrag>(context, grabbed, viewPos);
}

} // namespace cairn
