#pragma once
// Fields that look like text until they are touched.

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace cairn {

/// Plain text over several lines that grows with its content. Finished on leaving it and by
/// Ctrl+Enter; Esc takes back what was typed; Tab goes on to the next field.
class ParagraphEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    ParagraphEdit(int minimumLines, QWidget* parent);
    void showText(const QString& text); ///< sets it as what Esc comes back to
    bool isTouched() const { return toPlainText() != m_shown; }
    bool enterFinishes = false; ///< Enter ends it: for titles

signals:
    void finished();

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
    QString m_shown;
    int m_minimumLines;
};

/// A line that ends in dots while nobody types in it and its text is too long; its tooltip tells it whole.
class QuietLine : public QLineEdit {
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;
    /// What is seen: the text, or as much of it as fits.
    QString shownText() const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRect textRect() const;
};

/// A combo box that leaves the wheel to the panel it scrolls with. What it shows ends in dots where it is too long, and
/// its list is as wide as what it offers.
class QuietCombo : public QComboBox {
    Q_OBJECT
public:
    explicit QuietCombo(QWidget* parent);
    /// What is seen of what is chosen.
    QString shownText() const;
    void showPopup() override;

protected:
    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

/// A box to tick whose words end in dots where they are too long, rather than ask for more room.
class QuietCheck : public QCheckBox {
    Q_OBJECT
public:
    QuietCheck(const QString& words, QWidget* parent);
    QString shownText() const;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_full;
};

/// What a scroll area holds when it has wrapping text: as high as its text needs at its width,
/// which a scroll area does not ask for by itself.
class FittingContent : public QWidget {
public:
    using QWidget::QWidget;

protected:
    bool event(QEvent* event) override;

private:
    bool m_due = false; ///< the height is to be asked for again
};

/// A name of one line: what is too long for its width is cut and told by the tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    ElidedLabel(const QString& text, const char* role, QWidget* parent);
    void showText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();
    QString m_full;
};

/// Text that leads somewhere: a button that reads like a line and is cut to its width.
class LinkButton : public QPushButton {
    Q_OBJECT
public:
    explicit LinkButton(QWidget* parent);
    void showText(const QString& text);
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();
    QString m_full;
};

} // namespace cairn
