#include "editor/window/guide.hpp"

#include <QAccessible>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "cairn/model/diff.hpp"
#include "editor/style.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr int kWidth = 300, kGap = 16, kMark = 16;
constexpr auto kOpenKey = "guide/open", kDoneKey = "guide/done";

QLabel* label(const char* role, bool wraps = false) {
    auto* made = new QLabel;
    made->setTextFormat(Qt::PlainText);
    made->setProperty("role", role);
    made->setWordWrap(wraps);
    return made;
}

} // namespace

Guide::Guide(QWidget* canvas)
    : QFrame(canvas), m_head(label("heading")), m_advice(label("small", true)),
      m_skip(new QPushButton(tr("Skip"))), m_close(new QPushButton(tr("Close"))) {
    setProperty("surface", "card");
    setObjectName("guide");
    setAttribute(Qt::WA_NoMousePropagation); // a click beside a button is not one on the map
    setFixedWidth(kWidth);
    auto* away = new QToolButton;
    away->setText(QStringLiteral("✕"));
    away->setProperty("look", "flat");
    away->setObjectName("guideClose");
    away->setAccessibleName(tr("Close the guide"));
    away->setToolTip(tr("Close the guide. The menu brings it back."));
    connect(away, &QToolButton::clicked, this, &Guide::close);
    auto* top = new QHBoxLayout;
    top->addWidget(m_head, 1);
    top->addWidget(away);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < kSteps; ++i) {
        Row row{new QLabel, label("")};
        row.mark->setFixedSize(kMark, kMark);
        row.title->setText(titleOf(static_cast<Step>(i)));
        grid->addWidget(row.mark, static_cast<int>(i), 0);
        grid->addWidget(row.title, static_cast<int>(i), 1);
        m_rows.push_back(row);
    }
    m_skip->setProperty("look", "flat");
    m_skip->setObjectName("guideSkip");
    connect(m_skip, &QPushButton::clicked, this, &Guide::skip);
    connect(m_close, &QPushButton::clicked, this, &Guide::close);
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(m_skip);
    foot->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 12, 8);
    column->setSpacing(8);
    column->addLayout(top);
    column->addLayout(grid);
    column->addWidget(m_advice);
    column->addLayout(foot);

    const QSettings settings;
    m_open = settings.value(kOpenKey, false).toBool();
    const int done = settings.value(kDoneKey, 0).toInt();
    for (std::size_t i = 0; i < kSteps; ++i)
        m_done[i] = done & (1 << i);
    canvas->installEventFilter(this);
    hide();
}

QString Guide::titleOf(Step step) const {
    switch (step) {
    case Step::Name:
        return tr("Name your map");
    case Step::Card:
        return tr("Write a card");
    case Step::Enter:
        return tr("Enter for the next card");
    case Step::Tab:
        return tr("Tab to the next stage");
    case Step::Emotion:
        return tr("Draw how they feel");
    case Step::Data:
        return tr("Drop a CSV on the map");
    case Step::Export:
        break;
    }
    return tr("Leave with a page");
}

QString Guide::adviceOf(Step step) const {
    switch (step) {
    case Step::Name:
        return tr("Double-click the title above the map, and type what it is about.");
    case Step::Card:
        return tr("Click an empty cell beside “Doing” and write what your customer does first.");
    case Step::Enter:
        return tr("Still typing? Enter keeps the card and begins the next one below it.");
    case Step::Tab:
        return tr("Tab keeps the card and goes on in the next stage. Esc when you are done.");
    case Step::Emotion:
        return tr("Click in the lane “Feeling”, then drag the point up or down.");
    case Step::Data:
        return tr("An export of your shop or analytics shows where customers leave. No file at "
                  "hand? Skip this.");
    case Step::Export:
        break;
    }
    return tr("Choose Export at the top: a PDF for the wall, or a picture.");
}

bool Guide::isFinished() const {
    return std::all_of(m_done.begin(), m_done.end(), [](bool done) { return done; });
}

Guide::Step Guide::current() const {
    const auto at = std::find(m_done.begin(), m_done.end(), false);
    return at == m_done.end() ? Step::Export : static_cast<Step>(at - m_done.begin());
}

void Guide::begin() {
    m_done.fill(false);
    m_lastLane = {};
    m_lastStage = {};
    reopen();
}

void Guide::reopen() {
    if (isFinished())
        m_done.fill(false);
    m_open = true;
    keep();
    refresh();
}

void Guide::close() {
    m_open = false;
    keep();
    refresh();
    if (parentWidget()->isVisible())
        parentWidget()->setFocus();
}

void Guide::skip() {
    finish(current());
}

void Guide::exported() {
    finish(Step::Export);
}

void Guide::setDocument(Document* document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (isFinished())
        m_open = false; // it has said all
    m_lastLane = {};
    m_lastStage = {};
    if (document)
        connect(document, &Document::changed, this, &Guide::watch);
    refresh();
}

/// What the person did, read from what became of the map.
void Guide::watch(const Changes& changes) {
    if (!m_open)
        return;
    for (const auto& row : changes.maps.rows)
        if (row.before && row.after && row.before->title != row.after->title)
            finish(Step::Name);
    for (const auto& row : changes.cards.rows) {
        if (row.before || !row.after)
            continue;
        finish(Step::Card);
        if (row.after->lane == m_lastLane)
            finish(row.after->stage == m_lastStage ? Step::Enter : Step::Tab);
        m_lastLane = row.after->lane;
        m_lastStage = row.after->stage;
    }
    if (!changes.emotions.empty())
        finish(Step::Emotion);
    for (const auto& row : changes.datasets.rows)
        if (row.after && !row.before)
            finish(Step::Data);
}

void Guide::finish(Step step) {
    bool& done = m_done[static_cast<std::size_t>(step)];
    if (!m_open || done)
        return;
    done = true;
    keep();
    refresh();
    if (!isVisible())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Guide::keep() const {
    int done = 0;
    for (std::size_t i = 0; i < kSteps; ++i)
        done |= m_done[i] ? 1 << i : 0;
    QSettings settings;
    settings.setValue(kOpenKey, m_open);
    settings.setValue(kDoneKey, done);
}

void Guide::refresh() {
    const Theme& theme = themeOf(this);
    const bool finished = isFinished();
    m_head->setText(finished ? tr("Your first map is made") : tr("Your first map, in two minutes"));
    for (std::size_t i = 0; i < kSteps; ++i) {
        const bool now = !finished && static_cast<Step>(i) == current();
        const QColor colour = theme.colour(m_done[i] || now ? Colour::Accent : Colour::Faint);
        QPixmap mark(QSize(kMark, kMark) * devicePixelRatioF());
        mark.setDevicePixelRatio(devicePixelRatioF());
        mark.fill(Qt::transparent);
        QPainter painter(&mark);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_done[i]) {
            paintStrokeIcon(painter, "check", QRectF(0, 0, kMark, kMark), colour);
        } else {
            painter.setPen(QPen(colour, now ? 2 : 1.2));
            painter.drawEllipse(QRectF(3, 3, kMark - 6, kMark - 6));
        }
        m_rows[i].mark->setPixmap(mark);
        m_rows[i].title->setProperty("role", now ? "heading" : "dim");
        m_rows[i].title->style()->unpolish(m_rows[i].title);
        m_rows[i].title->style()->polish(m_rows[i].title);
        m_rows[i].mark->setAccessibleName(m_done[i] ? tr("Done") : QString());
    }
    m_advice->setText(finished ? tr("What else there is: Ctrl+K finds everything by a few letters.")
                               : adviceOf(current()));
    m_skip->setVisible(!finished);
    m_close->setVisible(finished);
    setAccessibleName(finished
                          ? m_head->text()
                          : tr("Guide, next: %1. %2").arg(titleOf(current()), m_advice->text()));
    setVisible(m_open && m_document && !m_document->readOnly());
    place();
}

/// The lower corner at the end of the reading direction.
void Guide::place() {
    if (!m_open)
        return;
    layout()->activate();
    resize(kWidth,
           layout()->hasHeightForWidth() ? layout()->heightForWidth(kWidth) : sizeHint().height());
    const QSize room = parentWidget()->size();
    const int x = isRightToLeft() ? kGap : room.width() - width() - kGap - 8;
    move(std::max(0, x), std::max(0, room.height() - height() - kGap - 8));
    raise();
}

bool Guide::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        place();
    return QFrame::eventFilter(watched, event);
}

void Guide::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange)
        refresh();
}

void Guide::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        parentWidget()->setFocus(); // back to the map; the card stays
    else
        QFrame::keyPressEvent(event);
}

} // namespace cairn
