#include "editor/panels/comments_section.hpp"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {

namespace {

constexpr auto kAuthorKey = "person/name";

QPushButton* linkButton(const QString& words, const QString& spoken, QWidget* parent) {
    auto* button = new QPushButton(words, parent);
    button->setProperty("role", "link");
    button->setAccessibleName(spoken);
    return button;
}

} // namespace

QString commentAuthor() {
    const QString saved = QSettings().value(kAuthorKey).toString().trimmed();
    if (!saved.isEmpty())
        return saved;
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user == QLatin1String("root") ? QString() : user;
}

void rememberCommentAuthor(const QString& name) {
    QSettings().setValue(kAuthorKey, name.trimmed());
}

CommentsSection::CommentsSection(Document* document, MapId map, ElementId element, QWidget* parent)
    : QWidget(parent), m_document(document), m_map(map), m_element(element) {
    setObjectName(QStringLiteral("comments"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    QLabel* heading = makeSectionLabel(tr("Comments"), this);
    heading->setIndent(kInset);
    column->addWidget(heading);
    m_rows = new QVBoxLayout;
    m_rows->setContentsMargins(kInset, 2, kInset, 2);
    m_rows->setSpacing(8);
    column->addLayout(m_rows);

    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QStringLiteral("comment-text"));
    m_text->setProperty("role", "boxed");
    m_text->setAccessibleName(tr("New comment"));
    m_text->setPlaceholderText(tr("Write a comment"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 2 + 20);
    auto* name = new QuietLine(commentAuthor(), this);
    name->setObjectName(QStringLiteral("comment-author"));
    name->setAccessibleName(tr("Your name, written beside your comments"));
    name->setPlaceholderText(tr("Your name"));
    connect(name, &QLineEdit::editingFinished, this,
            [name] { rememberCommentAuthor(name->text()); });
    auto* send = linkButton(tr("Comment"), tr("Add the comment"), this);
    send->setObjectName(QStringLiteral("comment-send"));
    send->setToolTip(tr("Add the comment (Ctrl+Enter)"));
    connect(send, &QPushButton::clicked, this, &CommentsSection::write);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* enter = new QShortcut(QKeySequence(Qt::CTRL | key), m_text);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, this, &CommentsSection::write);
    }
    column->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->addWidget(name, 1);
    row->addWidget(send);
    column->addLayout(row);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_text), static_cast<QWidget*>(name), static_cast<QWidget*>(send)})
        widget->setEnabled(!document->readOnly());
    connect(document, &Document::changed, this, [this](const Changes& changes) {
        if (!changes.comments.empty())
            fill();
    });
    fill();
}

void CommentsSection::fill() {
    clearLayout(m_rows);
    const auto comments = commentsOn(m_document->project(), m_map, m_element);
    for (const Comment* comment : comments)
        addRow(*comment);
    updateGeometry();
}

void CommentsSection::addRow(const Comment& comment) {
    auto* widget = new QWidget(this);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const QString author = comment.author.empty() ? tr("Somebody") : qs(comment.author);
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(comment.at), QLocale::ShortFormat);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(new ElidedLabel(author, comment.resolved ? "dim" : "strong", widget));
    head->addWidget(makeLabel(when, "small", widget));
    head->addStretch();
    column->addLayout(head);
    QLabel* words = makeParagraph(qs(comment.text), comment.resolved ? "small" : "value", widget);
    words->setAccessibleName(comment.resolved ? tr("%1, resolved: %2").arg(author, qs(comment.text))
                                              : tr("%1: %2").arg(author, qs(comment.text)));
    column->addWidget(words);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    const CommentId id = comment.id;
    auto* done = linkButton(comment.resolved ? tr("Reopen") : tr("Resolve"),
                            comment.resolved ? tr("Reopen the comment of %1").arg(author)
                                             : tr("Resolve the comment of %1").arg(author),
                            widget);
    done->setObjectName(QStringLiteral("comment-resolve"));
    connect(done, &QPushButton::clicked, this, [this, id] {
        const Comment* now = m_document->project().comments.find(id);
        if (!now)
            return;
        Comment changed = *now;
        changed.resolved = !changed.resolved;
        m_document->edit(changed.resolved ? tr("resolve comment") : tr("reopen comment"),
                         [&](Project p) { return put(std::move(p), changed); });
    });
    auto* gone = linkButton(tr("Delete"), tr("Delete the comment of %1").arg(author), widget);
    connect(gone, &QPushButton::clicked, this, [this, id] {
        const ElementId removed = id;
        m_document->edit(tr("delete comment"), [&](Project p) {
            return removeElements(std::move(p), {&removed, 1});
        });
    });
    for (QPushButton* button : {done, gone}) {
        button->setEnabled(!m_document->readOnly());
        row->addWidget(button);
    }
    if (comment.resolved)
        row->addWidget(makeLabel(tr("Resolved"), "small", widget));
    row->addStretch();
    column->addLayout(row);
    m_rows->addWidget(widget);
    widget->show();
}

void CommentsSection::write() {
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty() || m_document->readOnly())
        return;
    if (m_document->edit(tr("add comment"), [&](Project p) {
            return addComment(std::move(p), newId<CommentId>(), m_map, m_element,
                              utf8(commentAuthor()), utf8(text),
                              QDateTime::currentMSecsSinceEpoch());
        }))
        m_text->clear();
}

} // namespace cairn
