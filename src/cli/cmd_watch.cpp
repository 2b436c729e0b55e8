// watch FILE.cairn FOLDER: newer exports that are put into a folder come in by themselves

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "cairn/base/data_folder.hpp"
#include "cairn/base/error.hpp"
#include "cli/again.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct WatchFlags {
    std::string file, folder;
    bool once = false, asJson = false;
};

/// One round after the other over a folder; what was read stands in the ledger that the window has
/// too.
class Watching {
public:
    explicit Watching(const WatchFlags& flags) : m_flags(flags) {
        m_kept = loadLedger(dataFolder(), flags.file);
        if (m_kept.folder.empty())
            m_kept.folder = std::filesystem::weakly_canonical(flags.folder);
        m_ledger = m_kept; // the window may watch another folder
        m_ledger.folder = flags.folder;
    }

    void run() {
        do {
            const auto look = m_watch.look(m_ledger, nowMs());
            for (const WatchedFile& file : look.ready)
                if (!m_strangers.contains(file.path.string()))
                    take(file);
            if (m_flags.once && look.waiting == 0)
                break;
            std::this_thread::sleep_for(std::chrono::milliseconds(kPauseMs));
        } while (true);
        if (m_flags.once && m_flags.asJson)
            std::cout << json{{"files", m_files}}.dump(2, ' ', false,
                                                       json::error_handler_t::replace)
                      << '\n';
        else if (m_flags.once && m_files.empty())
            std::cout << "Nothing new.\n";
    }

private:
    static constexpr int kPauseMs = 500;

    void take(const WatchedFile& file) {
        const std::string name = file.path.filename().string();
        std::uint64_t content = 0;
        AgainReport report;
        try {
            content = contentHash(file.path);
            if (m_ledger.knowsContent(content))
                report = {AgainReport::Outcome::NothingNew, {}, "The same file was read before."};
            else
                report = read(file);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::ChangedUnderneath)
                return; // looked at again when it is left alone
            report = {AgainReport::Outcome::Stranger, {}, sentenceOf(error)};
        }
        tell(name, report);
        if (report.outcome == AgainReport::Outcome::Stranger) {
            m_strangers.insert(file.path.string());
            return;
        }
        m_ledger.note(file, content);
        m_kept.read = m_ledger.read;
        saveLedger(dataFolder(), m_flags.file, m_kept);
    }

    AgainReport read(const WatchedFile& file) const {
        AgainReport report;
        changeFile(m_flags.file, [&](WorkingCopy& copy) {
            report = importAgain(copy, {file.path}, progressOnStderr(false));
        });
        return report;
    }

    static std::string sentenceOf(const Error& error) {
        return error.why() + (error.advice().empty() ? "" : ". " + error.advice());
    }

    void tell(const std::string& name, const AgainReport& report) {
        m_files.push_back(againJson(name, report));
        if (!m_flags.asJson)
            std::cout << name << ": "
                      << (report.outcome == AgainReport::Outcome::Stranger ? "not imported. " : "")
                      << report.sentence << std::endl;
        else if (!m_flags.once)
            std::cout << m_files.back().dump(-1, ' ', false, json::error_handler_t::replace)
                      << std::endl;
    }

    const WatchFlags& m_flags;
    WatchLedger m_ledger, m_kept;
    FolderWatch m_watch;
    std::set<std::string> m_strangers; ///< told once
    json m_files = json::array();
};

} // namespace

void addWatch(CLI::App& program) {
    auto flags = std::make_shared<WatchFlags>();
    auto* command = program.add_subcommand(
        "watch", "Import the newer exports that are put into a folder; others are only named");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("folder", flags->folder, "FOLDER")->required();
    command->add_flag("--once", flags->once,
                      "Take what is there, then end; without it, until it is stopped");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->callback([flags] { Watching(*flags).run(); });
}

} // namespace cairn::cli
