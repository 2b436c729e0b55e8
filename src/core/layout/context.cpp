#include "core/layout/context.hpp"
#include "core/layout/cell_keeper.hpp"

#include <algorithm>
#include <cmath>

namespace cairn::layout {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Index of an id in a list built once, by binary search.
template <class IdType> class IdIndex {
public:
    void add(IdType id, std::size_t index) { m_rows.emplace_back(id, index); }
    void finish() { std::sort(m_rows.begin(), m_rows.end()); }
    std::size_t operator()(IdType id) const {
        const auto at =
            std::lower_bound(m_rows.begin(), m_rows.end(), std::pair{id, std::size_t{0}});
        return at != m_rows.end() && at->first == id ? at->second : kNone;
    }

private:
    std::vector<std::pair<IdType, std::size_t>> m_rows;
};

/// What the stage asks for by hand, within reason; `automatic` otherwise.
double widthOf(const Column& column, double automatic) {
    if (column.collapsed)
        return kCollapsedColumn;
    const auto& byHand = column.stage->width;
    if (!byHand || !isFinite(*byHand))
        return automatic;
    const auto parts = static_cast<double>(std::max<std::size_t>(1, column.steps.size()));
    return roundUpTo4(std::clamp(*byHand, std::max(kLeastColumn, parts * kLeastStep), kMostColumn));
}

template <class T> bool before(const T* a, const T* b) {
    return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
}

} // namespace

std::uint8_t themeIndex(std::int64_t stored) {
    return static_cast<std::uint8_t>(stored < 0 ? 0 : stored % 240);
}

std::string laneName(const LayoutContext& context, const Lane& lane) {
    return lane.title.empty() ? context.phrases.laneTitle(lane.kind) : lane.title;
}

LayoutContext::LayoutContext(const Project& p, const Map& m, const MapFindings* f,
                             const TextMeasurer& measurer, const Phrases& words,
                             const LayoutOptions& o)
    : project(p), map(m), findings(f), phrases(words), options(o), sheet(measurer),
      lanes(lanesOf(p, m.id)) {
    collectColumns();
    collectCells();
    collectPain();
    collectLinks();
    collectRemarks();
}

void LayoutContext::collectColumns() {
    double laneText = kLaneTextLeast;
    for (const Lane* lane : lanes)
        laneText = std::max(
            laneText,
            sheet.wrap(laneName(*this, *lane), TextRole::LaneTitle, kLaneTextMost, 3).width);
    contentLeft = kMargin + kLaneIcon + kLaneGap + roundUpTo4(laneText) + kLaneGap;

    IdIndex<StageId> stageIndex;
    for (const Stage* stage : stagesOf(project, map.id)) {
        stageIndex.add(stage->id, columns.size());
        Column column;
        column.stage = stage;
        column.colour = themeIndex(stage->colour);
        column.collapsed = stage->collapsed;
        if (findings) {
            const auto at = findings->stages.find(stage->id);
            column.finding = at == findings->stages.end() ? nullptr : &at->second;
        }
        columns.push_back(std::move(column));
    }
    stageIndex.finish();
    for (const auto& step : project.steps) {
        const std::size_t at = stageIndex(step->stage);
        if (step->map == map.id && at != kNone && !columns[at].collapsed)
            columns[at].steps.push_back({step.get(), 0, 0});
    }

    const double least = roundUpTo4(std::clamp(options.stageWidth, 160.0, 1000.0));
    double x = contentLeft;
    for (Column& column : columns) {
        std::sort(column.steps.begin(), column.steps.end(),
                  [](const SubColumn& a, const SubColumn& b) { return before(a.step, b.step); });
        const auto parts = static_cast<double>(std::max<std::size_t>(1, column.steps.size()));
        column.x = x;
        column.width = widthOf(column, std::max(least, parts * kStepWidth));
        const double part = std::floor(column.width / parts / 4) * 4;
        for (std::size_t i = 0; i < column.steps.size(); ++i) {
            column.steps[i].x = x + part * static_cast<double>(i);
            column.steps[i].width =
                i + 1 == column.steps.size() ? column.right() - column.steps[i].x : part;
        }
        x += column.width;
    }
    contentRight = x;
    mapRight = std::max(x + (columns.empty() ? 0 : kChevronTip), kLeastMapWidth - kMargin);
}

void LayoutContext::collectCells() {
    IdIndex<LaneId> laneIndex;
    IdIndex<StageId> stageIndex;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        laneIndex.add(lanes[i]->id, i);
    for (std::size_t i = 0; i < columns.size(); ++i)
        stageIndex.add(columns[i].stage->id, i);
    laneIndex.finish();
    stageIndex.finish();
    m_cells.resize(lanes.size() * columns.size());
    for (const auto& card : project.cards) {
        if (card->map != map.id)
            continue;
        const std::size_t lane = laneIndex(card->lane), column = stageIndex(card->stage);
        if (lane != kNone && column != kNone)
            m_cells[lane * columns.size() + column].push_back(card.get());
    }
    std::size_t cards = 0;
    for (auto& cell : m_cells) {
        std::sort(cell.begin(), cell.end(), before<Card>);
        cards += cell.size();
    }
    sheet.expectCards(cards);
}

void LayoutContext::collectPain() {
    if (!findings)
        return;
    for (const PainScore& score : findings->pain) {
        if (!score.score || !isFinite(*score.score) || std::round(*score.score) <= 0)
            continue;
        m_pain.emplace_back(score.element, &score);
        m_worstPain = std::max(m_worstPain, *score.score);
    }
    std::stable_sort(m_pain.begin(), m_pain.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
}

void LayoutContext::collectLinks() {
    for (const auto& link : project.links) {
        if (link->map != map.id || link->from == link->to)
            continue;
        links.push_back(link.get());
        m_linked.push_back(link->from);
        m_linked.push_back(link->to);
    }
    std::sort(m_linked.begin(), m_linked.end());
}

void LayoutContext::collectRemarks() {
    std::vector<ElementId> about;
    for (const auto& comment : project.comments)
        if (comment->map == map.id && !comment->resolved)
            about.push_back(comment->element ? comment->element : ElementId(map.id));
    std::sort(about.begin(), about.end());
    for (const ElementId element : about) {
        if (m_comments.empty() || m_comments.back().first != element)
            m_comments.emplace_back(element, 0);
        ++m_comments.back().second;
    }
    for (const auto& tag : project.tags)
        m_tags.emplace_back(tag->name, tag.get());
    std::sort(m_tags.begin(), m_tags.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
    });
}

std::size_t LayoutContext::openComments(ElementId element) const {
    const auto at = std::lower_bound(m_comments.begin(), m_comments.end(), element,
                                     [](const auto& row, ElementId id) { return row.first < id; });
    return at != m_comments.end() && at->first == element ? at->second : 0;
}

const Tag* LayoutContext::tagNamed(std::string_view name) const {
    const auto at = std::lower_bound(
        m_tags.begin(), m_tags.end(), name,
        [](const auto& row, std::string_view wanted) { return row.first < wanted; });
    return at != m_tags.end() && at->first == name ? at->second : nullptr;
}

std::span<const Card* const> LayoutContext::cell(std::size_t lane, std::size_t column) const {
    return m_cells[lane * columns.size() + column];
}

const PainScore* LayoutContext::painOf(ElementId element) const {
    const auto at = std::lower_bound(m_pain.begin(), m_pain.end(), element,
                                     [](const auto& row, ElementId id) { return row.first < id; });
    return at != m_pain.end() && at->first == element ? at->second : nullptr;
}

void LayoutContext::anchor(ElementId element, const RectF& rect, const Column& column,
                           bool isStage) {
    if (keeper)
        keeper->remember({element, rect, column.x, column.right(), 0, 0, isStage});
    if (std::binary_search(m_linked.begin(), m_linked.end(), element))
        anchors.push_back({element, rect, column.x, column.right(), 0, 0, isStage});
}

} // namespace cairn::layout
