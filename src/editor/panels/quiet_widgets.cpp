#include "editor/panels/quiet_widgets.hpp"

#include <QAbstractItemView>
#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>
#include <QScreen>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QTimer>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

/// Shows the whole of what is cut, above what the tooltip says anyway. False when nothing is cut.
bool tellWhole(QEvent* event, QWidget* widget, const QString& shown, const QString& whole) {
    if (event->type() != QEvent::ToolTip || shown == whole)
        return false;
    const QString more = widget->toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                       more.isEmpty() || more == whole ? whole : whole + u'\n' + more, widget);
    return true;
}

} // namespace

ParagraphEdit::ParagraphEdit(int minimumLines, QWidget* parent)
    : QPlainTextEdit(parent), m_minimumLines(minimumLines) {
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    document()->setDocumentMargin(1);
    connect(this, &QPlainTextEdit::textChanged, this, &ParagraphEdit::fitHeight);
}

void ParagraphEdit::showText(const QString& text) {
    m_shown = text;
    if (toPlainText() != text)
        setPlainText(text);
    fitHeight();
}

void ParagraphEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        emit finished();
}

void ParagraphEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool newLine = event->modifiers().testFlag(Qt::ShiftModifier);
    if (enter && !newLine && (enterFinishes || event->modifiers().testFlag(Qt::ControlModifier))) {
        emit finished();
    } else if (event->key() == Qt::Key_Escape && isTouched()) {
        showText(m_shown);
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void ParagraphEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void ParagraphEdit::fitHeight() {
    if (width() < 40)
        return;      // not laid out yet: every word would stand on a line of its own
    double text = 0; // lines of another script are higher than the font says
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        text += blockBoundingRect(block).height(); // lays the block out at this width
    const int least = m_minimumLines * fontMetrics().lineSpacing();
    const int height = std::max(least, static_cast<int>(std::ceil(text))) + 12;
    if (minimumHeight() != height)
        setFixedHeight(height);
}

QuietCombo::QuietCombo(QWidget* parent) : QComboBox(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
}

QRect QuietLine::textRect() const {
    QStyleOptionFrame option;
    initStyleOption(&option);
    // A line edit keeps two pixels of its own at either end.
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .marginsRemoved(textMargins())
        .adjusted(2, 0, -2, 0);
}

QString QuietLine::shownText() const {
    const QString whole = text();
    if (hasFocus() || fontMetrics().horizontalAdvance(whole) <= textRect().width())
        return whole;
    return elided(fontMetrics(), whole, textRect().width());
}

bool QuietLine::event(QEvent* event) {
    return tellWhole(event, this, shownText(), text()) || QLineEdit::event(event);
}

void QuietLine::paintEvent(QPaintEvent* event) {
    const QString shown = shownText();
    if (shown == text()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QStylePainter painter(this);
    QStyleOptionFrame option;
    initStyleOption(&option);
    painter.drawPrimitive(QStyle::PE_PanelLineEdit, option);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(textRect(), int(leadingEdge(this) | Qt::AlignVCenter) | Qt::TextSingleLine,
                     shown);
}

QString QuietCombo::shownText() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon =
        currentIndex() >= 0 && !option.currentIcon.isNull() ? iconSize().width() + 4 : 0;
    const int room = field.width() - icon;
    // By what is seen of it: wide scripts have air of their own at their ends.
    if (fontMetrics().boundingRect(option.currentText).width() <= room)
        return option.currentText;
    return elided(fontMetrics(), option.currentText, room);
}

bool QuietCombo::event(QEvent* event) {
    return tellWhole(event, this, shownText(), currentText()) || QComboBox::event(event);
}

void QuietCombo::showPopup() {
    constexpr int kWidest = 480, kBesides = 40; ///< a tick, edges, a scroll bar
    int width = 0;
    for (int i = 0; i < count(); ++i)
        width = std::max(width, view()->fontMetrics().horizontalAdvance(itemText(i)));
    view()->setTextElideMode(Qt::ElideRight);
    view()->setMinimumWidth(std::min({width + kBesides, kWidest, screen()->size().width()}));
    QComboBox::showPopup();
}

void QuietCombo::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

/// The sheet takes the arrow away; a quiet one says that there is a choice, plainly where the field
/// is boxed.
void QuietCombo::paintEvent(QPaintEvent* event) {
    const QString shown = shownText();
    if (shown == currentText()) {
        QComboBox::paintEvent(event);
    } else {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        option.currentText = shown;
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
    const bool boxed = property("role").toString() == QLatin1String("boxed");
    if (!boxed && !hasFocus() && !underMouse())
        return;
    QPainter painter(this);
    const QRect arrow = QStyle::visualRect(layoutDirection(), rect(),
                                           QRect(width() - 20, (height() - 12) / 2, 12, 12));
    paintGlyph(painter, "chevron-open", arrow,
               themeFor(this).colour(isEnabled() ? Colour::Dim : Colour::Faint));
}

QuietCheck::QuietCheck(const QString& words, QWidget* parent) : QCheckBox(parent), m_full(words) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QString plain = words; // a single & would be taken for a shortcut
    setText(plain.replace(QLatin1Char('&'), QStringLiteral("&&")));
}

QString QuietCheck::shownText() const {
    QStyleOptionButton option;
    initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_CheckBoxContents, &option, this).width();
    return fontMetrics().horizontalAdvance(m_full) <= room ? m_full
                                                           : elided(fontMetrics(), m_full, room);
}

QSize QuietCheck::minimumSizeHint() const {
    return {48, QCheckBox::minimumSizeHint().height()};
}

bool QuietCheck::event(QEvent* event) {
    return tellWhole(event, this, shownText(), m_full) || QCheckBox::event(event);
}

void QuietCheck::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = shownText().replace(QLatin1Char('&'), QStringLiteral("&&"));
    painter.drawControl(QStyle::CE_CheckBox, option);
}

bool FittingContent::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if ((event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) && layout() &&
        layout()->hasHeightForWidth()) {
        setMinimumHeight(layout()->totalHeightForWidth(width()));
        // Parts of parts learn their own height only with their first look: asked again once they
        // have it.
        if (!std::exchange(m_due, true))
            QTimer::singleShot(0, this, [this] {
                m_due = false;
                for (QLayout* part : findChildren<QLayout*>())
                    part->invalidate();
                if (layout() && layout()->hasHeightForWidth())
                    setMinimumHeight(std::max(0, layout()->totalHeightForWidth(width())));
            });
    }
    return done;
}

ElidedLabel::ElidedLabel(const QString& text, const char* role, QWidget* parent)
    : QLabel(text, parent), m_full(text) {
    setTextFormat(Qt::PlainText);
    setAlignment(leadingEdge(this) | Qt::AlignVCenter);
    setProperty("role", QLatin1String(role));
    setAccessibleName(text);
}

void ElidedLabel::showText(const QString& text) {
    m_full = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_full) + 1, fontMetrics().height()};
}
QSize ElidedLabel::minimumSizeHint() const {
    return {0, fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

void ElidedLabel::elide() {
    const QString shown = elided(fontMetrics(), m_full, width() - std::max(0, indent()));
    setToolTip(shown == byItself(m_full) ? QString() : m_full);
    if (shown != text())
        setText(shown);
}

LinkButton::LinkButton(QWidget* parent) : QPushButton(parent) {
    setProperty("role", "link");
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    // The style mirrors "left" by itself in right-to-left layouts.
    setStyleSheet(QStringLiteral("text-align: left; min-height: 0;"));
}

void LinkButton::showText(const QString& text) {
    m_full = text;
    setToolTip(text);
    setAccessibleDescription(text);
    elide();
}

QSize LinkButton::sizeHint() const {
    return {60, fontMetrics().height() + 8};
}

void LinkButton::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    elide();
}

void LinkButton::elide() {
    // A single & would be taken for a shortcut.
    QString text = elided(fontMetrics(), m_full, std::max(20, width() - 14));
    setText(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
}

} // namespace cairn
