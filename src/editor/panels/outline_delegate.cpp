#include "editor/panels/outline_delegate.hpp"

#include <QLineEdit>
#include <QPainter>

#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

constexpr int kSideMargin = 8; ///< of the highlighted box in the row
constexpr int kIconLeft = 16;
constexpr int kTextLeft = 42;

OutlineRow rowKind(const QModelIndex& index) {
    return static_cast<OutlineRow>(index.data(kRowKindRole).toInt());
}

QString wordsOf(const QModelIndex& index) {
    const QVariant words = index.data(kWordsRole);
    return words.isValid() ? words.toString() : index.data(Qt::DisplayRole).toString();
}

QRect mirrored(const QRect& inner, const QRect& row, Qt::LayoutDirection direction) {
    return QStyle::visualRect(direction, row, inner);
}

} // namespace

OutlineDelegate::OutlineDelegate(std::function<void(ElementId, QString)> rename, QObject* parent)
    : QStyledItemDelegate(parent), m_rename(std::move(rename)) {}

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    switch (rowKind(index)) {
    case OutlineRow::Section:
        return {option.rect.width(), 34};
    case OutlineRow::Persona:
    case OutlineRow::Dataset:
    case OutlineRow::Comment:
        return {option.rect.width(), 42};
    case OutlineRow::Stage:
    case OutlineRow::Step:
    case OutlineRow::Card:
    case OutlineRow::Tag:
        return {option.rect.width(), 26};
    case OutlineRow::Map:
    case OutlineRow::Hint:
        break;
    }
    return {option.rect.width(), 32};
}

QRect OutlineDelegate::foldRect(const QRect& row, Qt::LayoutDirection direction) {
    return mirrored(QRect(row.right() - 30, row.top(), 22, row.height()), row, direction);
}

void OutlineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const OutlineRow kind = rowKind(index);
    if (kind == OutlineRow::Section)
        return; // its header widget lies over it
    const Theme& theme = themeFor(option.widget);
    const QRect row(0, option.rect.top(), option.widget->width(), option.rect.height());
    const auto place = [&](const QRect& inner) { return mirrored(inner, row, option.direction); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = index.data(kCurrentRole).toBool();
    const QRectF box = QRectF(row).adjusted(kSideMargin, 1, -kSideMargin, -1);
    if (current || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor fill = theme.colour(Colour::AccentGround);
        if (!current)
            fill.setAlphaF(0.5);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) || index.data(kDropRole).toBool()) {
        painter->setPen(QPen(theme.colour(Colour::Accent), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
    const QString name = index.data(Qt::DisplayRole).toString();
    const QString detail = index.data(kDetailRole).toString();
    const int colour = index.data(kColourRole).toInt();
    const int middle = row.center().y();
    QRect text(kTextLeft, row.top(), row.width() - kTextLeft - 14, row.height());
    if (kind == OutlineRow::Persona) {
        const QImage face = index.data(Qt::DecorationRole).value<QImage>();
        const QRectF circle(place(QRect(14, middle - 11, 23, 23)));
        if (face.isNull())
            paintInitials(*painter, circle, name, colour, theme);
        else
            painter->drawImage(circle, face);
    } else if (kind == OutlineRow::Stage) {
        text.setLeft(kTextLeft + 14);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.colour(Colour::Stage, colour));
        painter->drawRoundedRect(place(QRect(kTextLeft, middle - 4, 7, 9)), 2, 2);
    } else if (kind == OutlineRow::Tag) {
        painter->setPen(QPen(theme.colour(Colour::Stage, colour), 1.5));
        painter->setBrush(theme.colour(Colour::StageGround, colour));
        painter->drawRoundedRect(QRectF(place(QRect(kIconLeft + 3, middle - 6, 12, 12))), 3, 3);
    } else if (kind == OutlineRow::Comment) {
        paintStrokeIcon(
            *painter, QStringLiteral("comment"),
            QRectF(place(QRect(kIconLeft, middle - 9, 18, 18))),
            theme.colour(index.data(kDoneRole).toBool() ? Colour::Faint : Colour::Accent));
    } else if (kind == OutlineRow::Step) {
        text.setLeft(kTextLeft + 28);
        painter->setPen(QPen(theme.colour(Colour::Stage, colour), 1.5));
        painter->drawLine(place(QRect(kTextLeft + 14, middle, 8, 1)).topLeft(),
                          place(QRect(kTextLeft + 14, middle, 8, 1)).topRight());
    } else if (kind == OutlineRow::Card) {
        const int left = kTextLeft + 14 * (1 + index.data(kDepthRole).toInt());
        text.setLeft(left + 16);
        painter->setPen(QPen(theme.colour(Colour::Dim), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(place(QRect(left, middle - 4, 9, 8))), 2, 2);
    } else if (kind != OutlineRow::Hint) {
        paintGlyph(*painter, kind == OutlineRow::Map ? "map" : "data",
                   place(QRect(kIconLeft, middle - 9, 18, 18)),
                   theme.colour(current ? Colour::Accent : Colour::Dim));
    }
    if (index.data(kFoldRole).toBool()) {
        const bool open = option.state.testFlag(QStyle::State_Open);
        text.setRight(text.right() - 18);
        const QRect fold = foldRect(row, option.direction);
        QRectF glyph(0, 0, 14, 14);
        glyph.moveCenter(QRectF(fold).center());
        paintGlyph(*painter, open ? "chevron-open" : "chevron-closed", glyph,
                   theme.colour(Colour::Dim));
    }
    const auto write = [&](const QRect& where, const QString& words, const QFont& font,
                           Colour token) {
        painter->setFont(font);
        painter->setPen(theme.colour(token));
        painter->drawText(place(where),
                          int(Qt::AlignVCenter) |
                              int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                          elided(QFontMetrics(font), words, where.width()));
    };
    if (kind == OutlineRow::Hint) {
        text.setLeft(kIconLeft);
        write(text, name, uiFont(12), Colour::Dim);
    } else if (detail.isEmpty()) {
        const bool small = kind == OutlineRow::Stage || kind == OutlineRow::Step ||
                           kind == OutlineRow::Card || kind == OutlineRow::Tag;
        write(text, name, uiFont(small ? 12 : 13, current ? QFont::DemiBold : QFont::Normal),
              Colour::Ink);
    } else {
        write(QRect(text.left(), middle - 18, text.width(), 18), name,
              uiFont(13, current ? QFont::DemiBold : QFont::Normal),
              index.data(kDoneRole).toBool() ? Colour::Dim : Colour::Ink);
        write(QRect(text.left(), middle - 1, text.width(), 17), detail, uiFont(11), Colour::Dim);
    }
    painter->restore();
}

QWidget* OutlineDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                       const QModelIndex& index) const {
    auto* edit = new QLineEdit(parent);
    edit->setProperty("role", "boxed");
    edit->setAccessibleName(tr("New name for %1").arg(index.data(Qt::DisplayRole).toString()));
    return edit;
}

void OutlineDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* edit = static_cast<QLineEdit*>(editor);
    if (!edit->isModified()) {
        edit->setText(wordsOf(index));
        edit->selectAll();
    }
}

void OutlineDelegate::setModelData(QWidget* editor, QAbstractItemModel*,
                                   const QModelIndex& index) const {
    const QString name = static_cast<QLineEdit*>(editor)->text().trimmed();
    if (!name.isEmpty() && name != wordsOf(index))
        m_rename(ElementId{index.data(kElementRole).toULongLong()}, name);
}

void OutlineDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex& index) const {
    const QRect row(0, option.rect.top(), option.widget->width(), option.rect.height());
    if (rowKind(index) == OutlineRow::Section) { // its header widget is placed here too
        editor->setGeometry(row);
        return;
    }
    const int height = 28;
    editor->setGeometry(mirrored(
        QRect(kTextLeft - 8, row.center().y() - height / 2, row.width() - kTextLeft - 4, height),
        row, option.direction));
}

} // namespace cairn
