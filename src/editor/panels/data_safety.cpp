#include "editor/panels/data_safety.hpp"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include "editor/folder_watcher.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/session.hpp"

namespace cairn {

namespace {

QPushButton* makeLink(const QString& text, QWidget* parent) {
    auto* link = new QPushButton(text, parent);
    link->setProperty("role", "link");
    return link;
}

} // namespace

AskedInPlace::AskedInPlace(const Words& words, QWidget* parent)
    : QWidget(parent), m_link(makeLink(words.link, this)), m_asked(new QWidget(this)) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addWidget(m_link, 0, Qt::AlignLeft);
    box->addWidget(m_asked);
    auto* asked = new QVBoxLayout(m_asked);
    asked->setContentsMargins(0, 0, 0, 4);
    asked->setSpacing(6);
    asked->addWidget(makeParagraph(words.says, "small", m_asked));
    QLineEdit* line = nullptr;
    if (!words.typed.isEmpty()) {
        line = new QLineEdit(m_asked);
        line->setPlaceholderText(words.typed);
        line->setAccessibleName(words.typed);
        line->setMaximumWidth(360);
        asked->addWidget(line);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    auto* does = new QPushButton(words.does, m_asked);
    does->setProperty("role", "plain");
    does->setAccessibleDescription(words.says);
    auto* keep = new QPushButton(tr("Keep it"), m_asked);
    keep->setProperty("role", "plain");
    if (line)
        keep->setText(tr("Cancel"));
    row->addWidget(does);
    row->addWidget(keep);
    row->addStretch(1);
    asked->addLayout(row);
    m_first = line ? static_cast<QWidget*>(line) : keep;
    const auto act = [this, line] {
        const QString typed = line ? line->text() : QString();
        if (line && typed.trimmed().isEmpty())
            return;
        if (line)
            line->clear(); // an id is not left standing
        unfold(false);
        if (onDone)
            onDone(typed);
    };
    connect(m_link, &QPushButton::clicked, this, [this] { unfold(m_asked->isHidden()); });
    connect(keep, &QPushButton::clicked, this, [this, line] {
        if (line)
            line->clear();
        unfold(false);
    });
    connect(does, &QPushButton::clicked, this, act);
    if (line)
        connect(line, &QLineEdit::returnPressed, this, act);
    m_asked->hide();
}

void AskedInPlace::fold() {
    m_asked->hide();
}

void AskedInPlace::unfold(bool open) {
    m_asked->setVisible(open);
    (open ? m_first : m_link)->setFocus();
    if (!open)
        return;
    QTimer::singleShot(0, this, [this] { // once it has its place
        for (QWidget* around = parentWidget(); around; around = around->parentWidget())
            if (auto* scroll = qobject_cast<QScrollArea*>(around))
                scroll->ensureWidgetVisible(m_asked, 0, 8);
    });
}

WatchRow::WatchRow(FolderWatcher* watcher, QWidget* parent) : QWidget(parent), m_watcher(watcher) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(3);
    connect(watcher, &FolderWatcher::changed, this, &WatchRow::refresh);
    refresh();
}

void WatchRow::say(const QString& text, const char* role) {
    QLabel* label = makeParagraph(text, role, this);
    layout()->addWidget(label);
    label->show();
}

void WatchRow::refresh() {
    const auto* focused = focusWidget();
    const bool onSwitch = focused && focused->hasFocus() && qobject_cast<const QCheckBox*>(focused);
    clearLayout(layout());
    auto* box = static_cast<QVBoxLayout*>(layout());
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    box->addLayout(row);
    const QString folder = m_watcher->folder();
    const bool can = m_watcher->available();
    auto* choose = makeLink(
        folder.isEmpty() ? tr("Watch a folder for newer exports…") : tr("Another folder…"), this);
    choose->setEnabled(can);
    choose->setToolTip(can ? tr("Files of a kind imported before are added by themselves.")
                           : tr("Save the project first."));
    choose->setAccessibleDescription(choose->toolTip());
    connect(choose, &QPushButton::clicked, this, &WatchRow::folderWanted);
    if (!can)
        say(tr("Save the project first: the folder is remembered for its file."), "small");
    if (!folder.isEmpty()) {
        auto* on = new QCheckBox(tr("Watch %1").arg(QDir::toNativeSeparators(folder)), this);
        on->setChecked(m_watcher->on());
        on->setEnabled(can);
        on->setToolTip(
            tr("Files of a kind imported before are added by themselves. Only you, on this "
               "computer: the project does not say which folder it is."));
        connect(on, &QCheckBox::toggled, m_watcher, &FolderWatcher::setOn, Qt::QueuedConnection);
        row->addWidget(on);
        on->show();
        if (onSwitch)
            on->setFocus();
    }
    row->addWidget(choose);
    choose->show();
    row->addStretch(1);
    if (!m_watcher->lastResult().isEmpty())
        say(m_watcher->lastResult(), "small");
    if (m_watcher->on() && m_watcher->waiting() > 0)
        say(tr("Waiting for a file to be written whole…"), "small");
    for (const FolderWatcher::Left& left : m_watcher->left()) {
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        const QString path = fromPath(left.file.path);
        auto* label = makeLabel(
            tr("Not imported: %1 (%2)").arg(QFileInfo(path).fileName(), left.why), "small", this);
        auto* import = makeLink(tr("Import it…"), this);
        connect(import, &QPushButton::clicked, this, [this, path] { emit importWanted(path); });
        line->addWidget(label);
        line->addWidget(import);
        line->addStretch(1);
        box->addLayout(line);
        label->show();
        import->show();
    }
}

} // namespace cairn
