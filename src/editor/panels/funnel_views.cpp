#include "editor/panels/funnel_views.hpp"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {

QVBoxLayout* columnIn(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    return column;
}

ChartOptions optionsFor(const QWidget* widget, double width) {
    return {width, widget->layoutDirection() == Qt::RightToLeft};
}

const FunnelResult* funnelOf(const Document* document) {
    const MapFindings* findings = document ? document->findings() : nullptr;
    return findings && findings->funnel ? &*findings->funnel : nullptr;
}

} // namespace

QTabBar* makeViewBar(const QString& name, const QStringList& titles, QWidget* parent) {
    auto* bar = new QTabBar(parent);
    bar->setProperty("role", "views");
    bar->setAccessibleName(name);
    bar->setDrawBase(false);
    bar->setExpanding(false);
    bar->setUsesScrollButtons(true);
    bar->setElideMode(Qt::ElideNone);
    for (const QString& title : titles)
        bar->addTab(title);
    return bar;
}

TimeView::TimeView(const Phrases* phrases, QWidget* parent) : QWidget(parent), m_phrases(phrases) {
    QVBoxLayout* column = columnIn(this);
    m_steps = makeViewBar(tr("Time to which step"), {}, this);
    m_chart = new ChartView(tr("Time to convert"), this);
    column->addWidget(m_steps);
    column->addWidget(m_chart);
    connect(m_steps, &QTabBar::currentChanged, this, &TimeView::showStep);
}

void TimeView::update(const Document* document) {
    m_document = document;
    const FunnelResult* funnel = funnelOf(document);
    QStringList titles, whole;
    constexpr int kLongest = 120; ///< a step's name; longer ones end in dots
    const auto brief = [&](const std::string& name) {
        return elided(m_steps->fontMetrics(), qs(name), kLongest);
    };
    for (std::size_t i = 1; funnel && i < funnel->steps.size(); ++i) {
        const std::string &from = funnel->steps[i - 1].label, &to = funnel->steps[i].label;
        titles << tr("%1 to %2", "two steps").arg(brief(from), brief(to));
        whole << tr("%1 to %2", "two steps").arg(qs(from), qs(to));
    }
    const QSignalBlocker quiet(m_steps);
    while (m_steps->count() > titles.size())
        m_steps->removeTab(m_steps->count() - 1);
    for (int i = 0; i < titles.size(); ++i) {
        QString title = titles[i];
        title.replace(QLatin1Char('&'), QStringLiteral("&&"));
        if (i < m_steps->count())
            m_steps->setTabText(i, title);
        else
            m_steps->addTab(title);
        m_steps->setTabToolTip(i, whole[i]);
    }
    m_steps->updateGeometry(); // a hidden bar does not tell of its new tabs
    showStep(std::max(0, m_steps->currentIndex()));
}

void TimeView::showStep(int index) {
    const FunnelResult* funnel = funnelOf(m_document);
    const std::size_t step = static_cast<std::size_t>(index) + 1;
    if (!funnel || step >= funnel->steps.size()) {
        m_chart->setLayOut({});
        return;
    }
    m_chart->setName(tr("Time from %1 to %2")
                         .arg(qs(funnel->steps[step - 1].label), qs(funnel->steps[step].label)));
    m_chart->setLayOut([this, step](double width) {
        const FunnelResult* now = funnelOf(m_document);
        return now && step < now->steps.size()
                   ? layoutTimeHistogram(now->steps[step], m_measurer, *m_phrases,
                                         timeHistogramWords(), optionsFor(this, width))
                   : Chart{};
    });
}

OverTimeView::OverTimeView(const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_phrases(phrases) {
    QVBoxLayout* column = columnIn(this);
    m_offer = new QWidget(this);
    auto* row = new QHBoxLayout(m_offer);
    row->setContentsMargins(0, 4, 0, 4);
    row->addWidget(makeLabel(tr("How did the share that came to the end change?"), "dim", m_offer));
    for (const char* period : {"day", "week", "month"}) {
        auto* button = new QPushButton(periodWords(period), m_offer);
        button->setObjectName(QStringLiteral("over-time-") + QLatin1String(period));
        button->setProperty("role", "plain");
        connect(button, &QPushButton::clicked, this, [this, period] { choose(period); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addWidget(m_offer);
    auto* each = new QCheckBox(tr("Each step as well"), this);
    m_each = each;
    column->addWidget(each);
    m_chart = new ChartView(tr("Funnel over time"), this);
    column->addWidget(m_chart);
    connect(each, &QCheckBox::toggled, this, [this](bool on) {
        m_eachStep = on;
        m_chart->refresh();
    });
}

void OverTimeView::choose(const char* period) {
    if (!m_document)
        return;
    const MapId id = m_document->currentMap();
    m_document->edit(tr("change over time"), [&](Project project) {
        Map map = *project.maps.find(id);
        map.funnel.overTime = period;
        return put(std::move(project), std::move(map));
    });
}

void OverTimeView::update(Document* document) {
    m_document = document;
    const FunnelResult* funnel = funnelOf(document);
    const Map* map = document ? document->project().maps.find(document->currentMap()) : nullptr;
    const bool asked = map && !map->funnel.overTime.empty();
    m_offer->setVisible(!asked);
    m_offer->setEnabled(document && !document->readOnly());
    m_each->setVisible(asked && funnel && funnel->steps.size() > 2);
    if (!asked || !funnel) {
        m_chart->setLayOut({});
        return;
    }
    m_chart->setLayOut([this](double width) {
        const FunnelResult* now = funnelOf(m_document);
        return now ? layoutOverTime(*now, m_measurer, *m_phrases, overTimeWords(),
                                    optionsFor(this, width), m_eachStep)
                   : Chart{};
    });
}

ComparisonView::ComparisonView(const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_phrases(phrases) {
    QVBoxLayout* column = columnIn(this);
    m_hint = makeParagraph({}, "dim", this);
    m_names = makeParagraph({}, "small", this);
    m_chart = new ChartView(tr("Before and now"), this);
    column->addWidget(m_hint);
    column->addWidget(m_names);
    column->addWidget(m_chart);
}

void ComparisonView::update(const Document* document) {
    const MapFindings* findings = document ? document->findings() : nullptr;
    const bool made = findings && findings->before && findings->after && findings->difference;
    m_hint->setVisible(!made);
    m_hint->setText(findings && findings->comparedWith != ComparedWith::Nothing
                        ? tr("The counts of both stand on the map.")
                        : tr("Nothing is compared yet. “More rules”, then “Compare with”, holds "
                             "these numbers against an earlier import, another period or another "
                             "segment."));
    const bool segments = made && findings->comparedWith == ComparedWith::Segments;
    m_names->setVisible(made && !segments && !findings->beforeName.empty());
    if (!made) {
        m_chart->setLayOut({});
        return;
    }
    m_names->setText(
        tr("Before: %1. Now: %2.").arg(qs(findings->beforeName), qs(findings->afterName)));
    ComparisonWords words = comparisonChartWords();
    if (segments) { // neither of them is before the other
        const auto brief = [this](const std::string& name) {
            return fontMetrics().elidedText(qs(name), Qt::ElideRight, 110);
        };
        const QString one = brief(findings->beforeName), other = brief(findings->afterName);
        words.before = utf8(one);
        words.now = utf8(other);
        words.foot = utf8(tr("Points of per cent, %1 minus %2. Whiskers: 95 % interval; where they "
                             "cross the middle line the difference could be chance.")
                              .arg(other, one));
    }
    m_chart->setLayOut([this, words, document = QPointer(document)](double width) {
        const MapFindings* now = document ? document->findings() : nullptr;
        return now && now->before && now->after && now->difference
                   ? layoutComparison(*now->before, *now->after, *now->difference, m_measurer,
                                      *m_phrases, words, optionsFor(this, width))
                   : Chart{};
    });
}

} // namespace cairn
