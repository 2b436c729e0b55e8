#pragma once
// A small shop whose findings are set by hand: 600 came, 431 paid attention, 225 bought.

#include <QApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/model/edits.hpp"
#include "editor/document.hpp"

namespace cairn::test {

struct Shop {
    MapId map = newId<MapId>();
    StageId browse = newId<StageId>(), pay = newId<StageId>();
    CardId form = newId<CardId>(), filters = newId<CardId>();
    PersonaId maya = newId<PersonaId>();
    DatasetId data = newId<DatasetId>();
    EnglishPhrases phrases;
    std::unique_ptr<Document> document;

    Shop() {
        Project p = addMap({}, map, "Buying online", MapKind::Current, true);
        p = addStage(std::move(p), browse, map, "Browse");
        p = addStage(std::move(p), pay, map, "Check out");
        p = bind(std::move(p), browse, {{"catalog"}, {}});
        p = bind(std::move(p), pay, {{"purchase"}, {}});
        LaneId touchpoints;
        for (const Lane* lane : lanesOf(p, map))
            if (lane->kind == LaneKind::Touchpoints)
                touchpoints = lane->id;
        p = addCard(std::move(p), form, {touchpoints, pay}, "Payment form");
        p = addCard(std::move(p), filters, {touchpoints, browse}, "Slow filters");
        p = addPersona(std::move(p), maya, "Maya");
        p = showPersona(std::move(p), map, maya, true);
        Dataset dataset;
        dataset.id = data;
        dataset.name = dataset.fileName = "shop.csv";
        dataset.kind = "events";
        dataset.rows = 31109;
        dataset.skipped = 3;
        dataset.units = 600;
        p = put(std::move(p), dataset);
        Map changed = *p.maps.find(map);
        changed.funnel.dataset = data;
        p = put(std::move(p), changed);
        document = std::make_unique<Document>(std::move(p));
        document->setCurrentMap(map);
    }

    static PainScore pain(ElementId element, StageId stage, double score) {
        PainScore pain;
        pain.element = element;
        pain.stage = stage;
        pain.score = score;
        pain.severity = {3, InputSource::ByHand, 0, 0, {}};
        pain.reach = {431.0 / 600, InputSource::FunnelReach, 431, 600, {}};
        pain.frequency = {206.0 / 431, InputSource::DropOffEstimated, 206, 431,
                          Interval{0.43, 0.53}};
        pain.n = 431;
        return pain;
    }

    static StepResult step(std::string label, std::uint64_t reached, std::uint64_t first,
                           std::uint64_t before) {
        StepResult step;
        step.label = std::move(label);
        step.reached = reached;
        step.overall = double(reached) / double(first);
        step.interval = wilson95(reached, first);
        if (before) {
            step.stepConversion = double(reached) / double(before);
            step.stepInterval = wilson95(reached, before);
            step.time.median = 480;
        }
        step.few = first < kFew;
        return step;
    }

    MapFindings findings() const {
        MapFindings found;
        found.map = map;
        found.hasData = true;
        found.funnelStages = {browse, pay};
        found.funnel.emplace();
        found.funnel->steps = {step("Browse", 600, 600, 0), step("Check out", 225, 600, 600)};
        found.funnel->breakdown = {
            {"desktop", {step("Browse", 580, 580, 0), step("Check out", 215, 580, 580)}},
            {"tablet", {step("Browse", 20, 20, 0), step("Check out", 10, 20, 20)}}};
        for (const auto& [stage, index] :
             {std::pair{browse, std::size_t{0}}, std::pair{pay, std::size_t{1}}}) {
            StageFinding& finding = found.stages[stage];
            finding.stage = stage;
            finding.bound = true;
            finding.step = index;
            finding.reached = double(found.funnel->steps[index].reached);
        }
        found.stages[browse].reasons = DropReasons{10, 77, 0, 129};
        found.pain = {pain(form, pay, 26), pain(filters, browse, 7)};
        return found;
    }

    const Card& card(CardId id) const { return *document->project().cards.find(id); }
};

template <class W> W* field(QWidget& panel, const char* name) {
    // Widgets of the last selection go, those of the new one come, with the next turn of the loop.
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    W* found = nullptr;
    for (W* widget : panel.findChildren<W*>(QStringLiteral("field-") + QLatin1String(name)))
        if (!widget->isHidden())
            found = widget;
    return found;
}

} // namespace cairn::test
