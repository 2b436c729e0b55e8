#pragma once
// A session in a folder of its own, and patience that ends as soon as something has come true.

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest/QTest>
#include <functional>
#include <string>
#include <vector>

#include "cairn/model/edits.hpp"
#include "cairn/model/templates.hpp"
#include "editor/session.hpp"

namespace cairn::test {

inline bool eventually(const std::function<bool()>& comesTrue) {
    return QTest::qWaitFor(comesTrue, 15000);
}

/// Lives on the fixture's folder, so that two of them are two windows on one computer.
struct OpenSession {
    explicit OpenSession(const QString& workingFolder) : session(workingFolder) {
        QObject::connect(&session, &Session::message, &session,
                         [this](const Message& message) { messages.push_back(message); });
        QObject::connect(&session, &Session::recoverablesFound, &session,
                         [this](const std::vector<Recoverable>& found) {
                             left = found;
                             looked = true;
                         });
    }
    Document& document() { return *session.document(); }
    const Project& project() { return document().project(); }
    bool opened() {
        return eventually([this] { return session.document() != nullptr; });
    }
    /// A blank map, open.
    bool blank() {
        session.newBlank("Corner shop");
        return opened();
    }
    std::string firstStage() { return stagesOf(project(), document().currentMap()).front()->title; }
    void renameFirstStage(const std::string& title) {
        const StageId id = stagesOf(project(), document().currentMap()).front()->id;
        document().edit("rename a stage",
                        [&](Project p) { return rename(std::move(p), id, title); });
    }
    bool close() {
        bool done = false, kept = false;
        session.close([&](bool k) {
            kept = k;
            done = true;
        });
        return eventually([&] { return done; }) && kept;
    }
    const std::vector<Recoverable>& lookForRecoverables() {
        looked = false;
        session.lookForRecoverables();
        eventually([this] { return looked; });
        return left;
    }
    Session session;
    std::vector<Message> messages;
    std::vector<Recoverable> left;
    bool looked = false;
};

struct Folder {
    QTemporaryDir dir;
    QString working() const { return dir.filePath("working"); }
    QString file(const QString& name) const { return dir.filePath(name); }
};

} // namespace cairn::test
