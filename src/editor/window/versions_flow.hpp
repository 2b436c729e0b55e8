#pragma once
// Named versions of the project: name the state of today, see what changed since, come back to it.

#include <QMenu>
#include <functional>
#include <vector>

#include "cairn/model/diff.hpp"
#include "editor/message.hpp"
#include "editor/saver.hpp"

namespace cairn {

/// What `changes` did, in words: "3 added, 12 changed, 1 removed", or that nothing differs.
QString differenceInWords(const Changes& changes);

class VersionsFlow : public QObject {
    Q_OBJECT
public:
    explicit VersionsFlow(QObject* parent);
    /// document and saver may be nullptr: then there is nothing to name.
    void setDocument(Document* document, Saver* saver);

    void nameVersion(const QString& name);
    void restore(const NamedVersion& version);
    void compare(const NamedVersion& version);
    const std::vector<NamedVersion>& versions() const { return m_versions; }
    /// Fills the menu: a line to name the state of now, and an entry for each version.
    void fill(QMenu& menu);

signals:
    void message(const cairn::Message& message);
    void listed();

private:
    void list();
    void withVersion(const NamedVersion& version,
                     std::function<void(Document&, const Project&)> then);
    Saver::Failed tellTrouble();

    Document* m_document = nullptr;
    Saver* m_saver = nullptr;
    std::vector<NamedVersion> m_versions;
};

} // namespace cairn
