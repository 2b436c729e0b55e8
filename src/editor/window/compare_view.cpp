#include "editor/window/compare_view.hpp"

#include <QHBoxLayout>
#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <map>

#include "cairn/layout/comparison.hpp"
#include "editor/document.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"
#include "editor/style.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {

/// The comparison, as large as fits the width and not larger than life; Ctrl+wheel zooms.
class CompareView::Picture : public QWidget {
public:
    explicit Picture(QWidget* parent) : QWidget(parent) {}

    void show(DisplayList list, const Project& project, int room) {
        m_list = std::move(list);
        m_images.clear();
        for (const auto& image : project.images)
            m_images[image->id] =
                QImage::fromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                                 static_cast<int>(image->bytes.size()));
        fit(room);
    }
    void fit(int room) {
        if (m_list.size.width <= 0)
            return;
        m_zoom = std::clamp(room / m_list.size.width, 0.35, 1.0);
        resize();
    }
    const DisplayList& list() const { return m_list; }

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        painter.fillRect(event->rect(), theme.colour(Colour::Ground));
        painter.scale(m_zoom, m_zoom);
        PaintOptions options;
        options.theme = &theme;
        options.detailScale = m_zoom * devicePixelRatioF();
        options.image = [this](ElementId id) {
            const auto at = m_images.find(id);
            return at == m_images.end() ? QImage() : at->second;
        };
        const QRectF dirty(event->rect().x() / m_zoom, event->rect().y() / m_zoom,
                           event->rect().width() / m_zoom, event->rect().height() / m_zoom);
        const RectF area{dirty.x(), dirty.y(), dirty.width(), dirty.height()};
        std::vector<std::uint32_t> seen;
        for (std::uint32_t i = 0; i < m_list.items.size(); ++i)
            if (boundsOf(m_list.items[i]).intersects(area))
                seen.push_back(i);
        paintItems(painter, m_list, seen, options);
    }
    void wheelEvent(QWheelEvent* event) override {
        if (!(event->modifiers() & Qt::ControlModifier)) {
            QWidget::wheelEvent(event);
            return;
        }
        m_zoom = std::clamp(m_zoom * (event->angleDelta().y() > 0 ? 1.15 : 1 / 1.15), 0.2, 3.0);
        resize();
        event->accept();
    }

private:
    void resize() {
        const QSize size(static_cast<int>(std::ceil(m_list.size.width * m_zoom)),
                         static_cast<int>(std::ceil(m_list.size.height * m_zoom)));
        setFixedSize(size);
        update();
    }

    DisplayList m_list;
    std::map<ElementId, QImage> m_images;
    double m_zoom = 1;
};

CompareView::CompareView(const Phrases* phrases, QWidget* parent)
    : QFrame(parent), m_phrases(phrases), m_words(new ElidedLabel({}, "value", nullptr)),
      m_scroll(new QScrollArea), m_picture(new Picture(nullptr)) {
    setObjectName(QStringLiteral("compareView"));
    setFocusPolicy(Qt::StrongFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QFrame;
    bar->setProperty("surface", "bar");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(6);
    m_words->setMinimumWidth(40);
    row->addWidget(m_words, 1);
    const auto button = [&](const QString& words, const char* name) {
        auto* made = new QPushButton(words);
        made->setProperty("look", "link");
        made->setObjectName(QLatin1String(name));
        row->addWidget(made);
        return made;
    };
    connect(button(tr("As PDF…"), "comparePdf"), &QPushButton::clicked, this,
            [this] { emit exportRequested(Export::Pdf); });
    connect(button(tr("As picture…"), "comparePng"), &QPushButton::clicked, this,
            [this] { emit exportRequested(Export::Png); });
    connect(button(tr("Close"), "compareClose"), &QPushButton::clicked, this, &CompareView::close);
    column->addWidget(bar);
    m_scroll->setWidget(m_picture);
    m_scroll->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    column->addWidget(m_scroll, 1);
    hide();
}

void CompareView::setDocument(Document* document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    close();
    if (!document)
        return;
    connect(document, &Document::changed, this, &CompareView::refresh);
    connect(document, &Document::currentMapChanged, this, &CompareView::close);
}

void CompareView::open(MapId origin, MapId future) {
    m_origin = origin;
    m_future = future;
    show();
    refresh();
    m_scroll->setFocus();
}

void CompareView::close() {
    const bool was = isOpen();
    m_origin = m_future = {};
    hide();
    if (was)
        emit closed();
}

DisplayList CompareView::list() const {
    return m_picture->list();
}

QString CompareView::title() const {
    if (!m_document)
        return {};
    return tr("“%1” against “%2”")
        .arg(qs(titleOf(m_document->project(), m_future)),
             qs(titleOf(m_document->project(), m_origin)));
}

void CompareView::refresh() {
    if (!isOpen() || !m_document)
        return;
    const Project& project = m_document->project();
    if (!project.maps.find(m_origin) || !project.maps.find(m_future))
        return close();
    m_words->showText(title());
    setAccessibleName(title());
    LayoutOptions options;
    options.rightToLeft = isRightToLeft();
    const QtTextMeasurer measurer(themeOf(this).family);
    m_picture->show(
        layoutComparison(project, m_origin, m_future, measurer, *m_phrases, options), project,
        std::max(240, m_scroll->width() - m_scroll->verticalScrollBar()->sizeHint().width() - 4));
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void CompareView::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        refresh();
}

} // namespace cairn
