#include "editor/window/start_page.hpp"

#include <QAbstractButton>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/base/log.hpp"
#include "cairn/model/templates.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"

namespace cairn {

namespace {

constexpr int kCardWidth = 256, kPictureHeight = 136, kGap = 16, kSideWidth = 272, kMargin = 40;

QLabel* label(const QString& text, const char* role, bool wraps = false) {
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setProperty("role", role);
    made->setWordWrap(wraps);
    return made;
}

std::vector<TemplateSummary> templates() {
    std::vector<TemplateSummary> all;
    for (const QString& file : QDir(":/templates").entryList({"*.json"}, QDir::Files, QDir::Name)) {
        const std::string name = QFileInfo(file).completeBaseName().toStdString();
        try {
            all.push_back(templateSummary(name, resourceText(":/templates/" + file)));
        } catch (const Error& error) {
            logError("template " + name + ": " + error.why());
        }
    }
    return all;
}

/// The top of a map's picture, cut to the card, with the card's round corners.
QPixmap cutTo(const QImage& picture, int width, int height) {
    const double ratio = picture.devicePixelRatio();
    return QPixmap::fromImage(
        picture.copy(0, 0, static_cast<int>(width * ratio), static_cast<int>(height * ratio)));
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setProperty("surface", "ground");
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::ClickFocus); // holds the focus until a person walks on to a card
    auto* inside = new QWidget;
    inside->setObjectName("startInside");
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kMargin);
    columns->addWidget(makeTemplates());
    columns->addWidget(makeSide(), 0, Qt::AlignTop);
    m_recovery = new QVBoxLayout;
    m_recovery->setSpacing(8);
    auto* column = new QVBoxLayout;
    column->setSpacing(24);
    column->addLayout(m_recovery);
    column->addLayout(columns);
    column->addStretch();
    auto* middle = new QHBoxLayout(inside);
    middle->setContentsMargins(kMargin, 32, kMargin, 32);
    middle->addStretch();
    middle->addLayout(column);
    middle->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(&m_thumbnails, &Thumbnails::ready, this,
            [this](const QString& resource, bool, const QImage& picture) {
                if (QLabel* shown = m_pictures.value(resource)) {
                    shown->setPixmap(cutTo(picture, kCardWidth - 2, kPictureHeight));
                    m_missing = std::max(0, m_missing - 1);
                }
            });
}

QWidget* StartPage::makeTemplates() {
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label(tr("See where customers leave, and what hurts"), "display"));
    column->addWidget(
        label(tr("Start from a business like yours and type over the sample text."), "dim"));
    column->addSpacing(16);
    m_grid = new QGridLayout;
    m_grid->setSpacing(kGap);
    column->addLayout(m_grid);
    column->addStretch();

    QPushButton* blank = addCard(tr("Blank map"), tr("Five empty stages and the usual lanes."), {});
    blank->setObjectName("template:blank");
    connect(blank, &QPushButton::clicked, this, &StartPage::blankWanted);
    for (const TemplateSummary& summary : templates()) {
        const QString name = QString::fromStdString(summary.name);
        QPushButton* card =
            addCard(QString::fromStdString(summary.title),
                    QString::fromStdString(summary.description), ":/templates/" + name + ".json");
        card->setObjectName("template:" + name);
        connect(card, &QPushButton::clicked, this, [this, name] { emit templateWanted(name); });
    }
    return panel;
}

QWidget* StartPage::makeSide() {
    auto* side = new QWidget;
    side->setFixedWidth(kSideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    const auto button = [&](const QString& text, const char* name, auto signal) {
        auto* made = new QPushButton(text);
        made->setObjectName(name);
        connect(made, &QPushButton::clicked, this, signal);
        column->addWidget(made);
        return made;
    };
    button(tr("Open the sample"), "openSample", &StartPage::sampleWanted)
        ->setProperty("look", "primary");
    column->addWidget(
        label(tr("An online shop with six months of events: where 600 visitors went, and why "
                 "375 did not buy."),
              "small", true));
    column->addSpacing(8);
    button(tr("New map with a guide"), "newWithGuide", &StartPage::guideWanted)
        ->setToolTip(tr("Seven steps on a map of your own, in two minutes"));
    button(tr("Paste a table or an outline"), "pasteMap", &StartPage::pasteWanted)
        ->setToolTip(tr("Copied cells, a list or a Mermaid journey become a map"));
    button(tr("Open a file…"), "openFile", &StartPage::openWanted);
    auto* drop = new QPushButton;
    drop->setObjectName("dropHint");
    drop->setProperty("look", "drop");
    auto* words = new QVBoxLayout(drop);
    words->setContentsMargins(16, 16, 16, 16);
    words->setSpacing(4);
    for (QLabel* line :
         {label(tr("Drop a CSV here"), "heading"),
          label(tr("Events or step counts from your analytics become a map with numbers."), "small",
                true)}) {
        line->setAttribute(Qt::WA_TransparentForMouseEvents);
        words->addWidget(line);
    }
    drop->setMinimumHeight(92);
    drop->setAccessibleName(tr("Choose a CSV to make a map from"));
    connect(drop, &QPushButton::clicked, this, &StartPage::importWanted);
    column->addWidget(drop);
    column->addSpacing(16);
    m_recentHead = label(tr("RECENT"), "section");
    column->addWidget(m_recentHead);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);
    return side;
}

QPushButton* StartPage::addCard(const QString& title, const QString& sentence,
                                const QString& resource) {
    auto* card = new QPushButton;
    card->setProperty("look", "card");
    card->setFixedSize(kCardWidth, kPictureHeight + 88);
    card->setAccessibleName(title);
    card->setAccessibleDescription(sentence);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 12);
    column->setSpacing(2);
    auto* picture = new QLabel;
    picture->setFixedHeight(kPictureHeight);
    picture->setProperty("role", resource.isEmpty() ? "blankPicture" : "picture");
    picture->setAlignment(Qt::AlignCenter);
    if (resource.isEmpty())
        picture->setText(QStringLiteral("+"));
    else
        m_pictures.insert(resource, picture);
    column->addWidget(picture);
    column->addSpacing(8);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(15, 0, 15, 0);
    words->setSpacing(2);
    words->addWidget(label(title, "heading"));
    words->addWidget(label(sentence, "small", true));
    words->addStretch();
    column->addLayout(words, 1);
    for (QLabel* inside : card->findChildren<QLabel*>())
        inside->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_cards.push_back(card);
    return card;
}

void StartPage::placeCards() {
    const int room = width() - 3 * kMargin - kSideWidth - 16;
    const int columns = std::clamp((room + kGap) / (kCardWidth + kGap), 1, 4);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
}

void StartPage::setRecent(const QStringList& files) {
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_recentHead->setVisible(!files.isEmpty());
    for (const QString& path : files) {
        const QFileInfo file(path);
        auto* entry = new QPushButton;
        entry->setProperty("look", "row");
        entry->setText(
            fontMetrics().elidedText(file.completeBaseName(), Qt::ElideMiddle, kSideWidth - 40));
        entry->setToolTip(QDir::toNativeSeparators(path));
        entry->setAccessibleDescription(entry->toolTip());
        connect(entry, &QPushButton::clicked, this, [this, path] { emit fileWanted(path); });
        m_recent->addWidget(entry);
    }
}

void StartPage::setRecoverables(std::vector<Recoverable> left) {
    while (QLayoutItem* item = m_recovery->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Recoverable& one : left)
        m_recovery->addWidget(recoveryCard(one));
}

QWidget* StartPage::recoveryCard(const Recoverable& left) {
    auto* card = new QFrame;
    card->setObjectName("recovery");
    card->setProperty("surface", "card");
    const QString title =
        left.title.empty() ? tr("Untitled map") : QString::fromStdString(left.title);
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(left.lastEdit), QLocale::ShortFormat);
    const QString where = left.origin ? tr("Edits not yet in %1, last at %2.")
                                            .arg(QFileInfo(fromPath(*left.origin)).fileName(), when)
                                      : tr("In no file yet, last edited at %1.").arg(when);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(label(tr("“%1” is still here").arg(title), "heading"));
    words->addWidget(label(
        left.attempts > 1 ? where + u' ' + tr("Opening it did not work before.") : where, "small"));
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(16, 8, 8, 8);
    row->addLayout(words, 1);
    const auto button = [&](const QString& text, const char* look, auto act) {
        auto* made = new QPushButton(text);
        made->setProperty("look", look);
        made->setAccessibleName(text + u' ' + title);
        connect(made, &QPushButton::clicked, this, act);
        row->addWidget(made);
        return made;
    };
    button(tr("Open"), "primary", [this, left] {
        emit recoverWanted(left);
    })->setObjectName("recover");
    button(tr("Discard"), "", [this, left] { emit discardWanted(left); })->setObjectName("discard");
    button(tr("Later"), "flat", [card] { card->hide(); })->setObjectName("later");
    return card;
}

void StartPage::refreshPictures() {
    const bool dark = themeOf(this).dark;
    m_missing = static_cast<int>(m_pictures.size());
    for (auto it = m_pictures.cbegin(); it != m_pictures.cend(); ++it)
        m_thumbnails.want(it.key(), dark, kCardWidth - 2, devicePixelRatioF());
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        refreshPictures();
}

void StartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refreshPictures();
}

/// Enter presses what has the focus, as it does in a dialog.
void StartPage::keyPressEvent(QKeyEvent* event) {
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && button)
        button->click();
    else
        QWidget::keyPressEvent(event);
}

void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeCards();
}

} // namespace cairn
