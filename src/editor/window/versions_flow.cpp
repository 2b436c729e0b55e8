#include "editor/window/versions_flow.hpp"

#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QWidgetAction>

namespace cairn {

QString differenceInWords(const Changes& changes) {
    int added = 0;
    int changed = 0;
    int removed = 0;
    forEachChangedTable(changes, [&](std::string_view, const auto& table) {
        for (const auto& row : table.rows)
            ++(!row.before ? added : !row.after ? removed : changed);
    });
    if (changes.factsAfter)
        ++changed;
    if (added + changed + removed == 0)
        return VersionsFlow::tr("Nothing differs.");
    return VersionsFlow::tr("%1 added, %2 changed, %3 removed.")
        .arg(added)
        .arg(changed)
        .arg(removed);
}

VersionsFlow::VersionsFlow(QObject* parent) : QObject(parent) {}

void VersionsFlow::setDocument(Document* document, Saver* saver) {
    m_document = document;
    m_saver = saver;
    m_versions.clear();
    list();
}

Saver::Failed VersionsFlow::tellTrouble() {
    return [self = QPointer(this)](const Error& error) {
        if (self)
            emit self->message(messageOf(error));
    };
}

void VersionsFlow::list() {
    if (!m_saver)
        return;
    m_saver->listVersions(
        [self = QPointer(this), saver = m_saver](std::vector<NamedVersion> versions) {
            if (!self || self->m_saver != saver)
                return;
            self->m_versions = std::move(versions);
            emit self->listed();
        },
        tellTrouble());
}

void VersionsFlow::nameVersion(const QString& name) {
    if (!m_saver || name.trimmed().isEmpty())
        return;
    m_saver->addVersion(
        name.trimmed().toStdString(),
        [self = QPointer(this), name] {
            if (!self)
                return;
            self->list();
            emit self->message({tr("“%1” is kept as a version.").arg(name.trimmed()),
                                tr("Come back to it from the menu, under Versions."),
                                false,
                                {}});
        },
        tellTrouble());
}

/// Reads a version and hands it on, unless the project was closed meanwhile.
void VersionsFlow::withVersion(const NamedVersion& version,
                               std::function<void(Document&, const Project&)> then) {
    if (!m_saver)
        return;
    m_saver->loadVersion(
        version.number,
        [self = QPointer(this), document = QPointer(m_document),
         then = std::move(then)](const Project& project) {
            if (self && document)
                then(*document, project);
        },
        tellTrouble());
}

void VersionsFlow::restore(const NamedVersion& version) {
    const QString name = QString::fromStdString(version.name);
    withVersion(version, [this, name](Document& document, const Project& project) {
        document.edit(tr("go back to “%1”").arg(name), [&](const Project&) { return project; });
        emit message({tr("The project is as it was in “%1”.").arg(name),
                      tr("Undo brings back what came after."),
                      false,
                      {}});
    });
}

void VersionsFlow::compare(const NamedVersion& version) {
    const QString name = QString::fromStdString(version.name);
    withVersion(version, [this, name](Document& document, const Project& project) {
        const Changes changes = diff(project, document.project());
        std::vector<ElementId> still;
        for (const ElementId id : touched(changes))
            if (!kindOf(document.project(), id).empty())
                still.push_back(id);
        document.select(still);
        emit message({tr("Since “%1”: %2").arg(name, differenceInWords(changes)),
                      changes.empty() ? QString() : tr("What differs is selected on the map."),
                      false,
                      {}});
    });
}

void VersionsFlow::fill(QMenu& menu) {
    menu.clear();
    auto* line = new QLineEdit;
    line->setPlaceholderText(tr("Name the state of now, then Enter"));
    line->setAccessibleName(tr("Name of a new version"));
    line->setMinimumWidth(240);
    connect(line, &QLineEdit::returnPressed, this, [this, line, &menu] {
        nameVersion(line->text());
        menu.close();
    });
    auto* holder = new QWidgetAction(&menu);
    holder->setDefaultWidget(line);
    menu.addAction(holder);
    if (!m_versions.empty())
        menu.addSeparator();
    for (const NamedVersion& version : m_versions) {
        const QString when =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.at), QLocale::ShortFormat);
        QMenu* entry = menu.addMenu(tr("%1, %2").arg(QString::fromStdString(version.name), when));
        connect(entry->addAction(tr("Go back to it")), &QAction::triggered, this,
                [this, version] { restore(version); });
        connect(entry->addAction(tr("What changed since")), &QAction::triggered, this,
                [this, version] { compare(version); });
    }
}

} // namespace cairn
