#include "editor/window/message_bar.hpp"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace cairn {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_what(new QLabel), m_advice(new QLabel), m_choices(new QHBoxLayout) {
    setProperty("surface", "bar");
    setObjectName("messageBar");
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    for (QLabel* label : {m_what, m_advice}) {
        label->setTextFormat(Qt::PlainText); // a file's name is never markup
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(label);
    }
    m_what->setProperty("role", "heading");
    auto* close = new QToolButton;
    close->setText(QStringLiteral("✕"));
    close->setAccessibleName(tr("Put this message away"));
    close->setToolTip(close->accessibleName());
    close->setProperty("look", "flat");
    connect(close, &QToolButton::clicked, this, &MessageBar::putAway);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addLayout(m_choices);
    row->addWidget(close);
    hide();
}

void MessageBar::tell(const Message& message) {
    putAway();
    m_what->setText(message.what);
    m_advice->setText(message.advice);
    m_advice->setVisible(!message.advice.isEmpty());
    for (const auto& [label, act] : message.choices) {
        auto* button = new QPushButton(label);
        connect(button, &QPushButton::clicked, this, [this, act = act] {
            putAway();
            act();
        });
        m_choices->addWidget(button);
    }
    setProperty("grave", message.grave);
    style()->unpolish(this);
    style()->polish(this);
    setAccessibleName(message.what + u' ' + message.advice);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::putAway() {
    hide();
    while (QLayoutItem* item = m_choices->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

QString MessageBar::text() const {
    return isHidden() ? QString() : m_what->text();
}

} // namespace cairn
