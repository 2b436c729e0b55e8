#include "editor/dialogs/ids_choice.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include "editor/panels/panel_style.hpp"

namespace cairn {

IdsChoice::IdsChoice(QWidget* parent)
    : QWidget(parent), m_keep(new QCheckBox(tr("Keep the customers’ ids in the project"), this)),
      m_words(makeParagraph({}, "small", this)) {
    m_keep->setObjectName(QStringLiteral("keep-ids"));
    m_keep->setToolTip(tr("To see who is behind a number"));
    m_words->setObjectName(QStringLiteral("of-ids"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(10);
    lines->addWidget(m_keep);
    lines->addWidget(m_words);
    connect(m_keep, &QCheckBox::clicked, this, [this](bool kept) {
        setKept(kept);
        emit chosen(kept);
    });
    setKept(false);
}

void IdsChoice::setKept(bool kept) {
    m_keep->setChecked(kept);
    m_words->setText(
        kept ? tr("Whoever gets this project file sees the ids, in the list behind a number. They "
                  "leave the file when you forget a customer, or all ids, in the Data tab; exports "
                  "never have them.")
             : tr("Ids of customers are replaced by numbers on the way in and are not kept."));
    m_keep->setAccessibleDescription(m_words->text());
    m_words->setProperty("role", kept ? "warning" : "small");
    m_words->style()->unpolish(m_words);
    m_words->style()->polish(m_words);
}

bool IdsChoice::kept() const {
    return m_keep->isChecked();
}

} // namespace cairn
