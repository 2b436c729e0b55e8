#pragma once
// The command line as a person or a script uses it: the built program, its output and its exit
// codes.

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/ids.hpp"

namespace cairn::test {

namespace fs = std::filesystem;
using nlohmann::json;

struct Run {
    int code = -1;
    std::string out, err;
};

/// A folder of its own for each test, with the program's own data kept inside it too.
class Folder {
public:
    Folder()
        : m_path(fs::temp_directory_path() / ("cairn-cli-" + std::to_string(cairn::newIdValue()))) {
        fs::create_directories(m_path / "data");
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name) const { return (m_path / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(m_path / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        return cairn::readWholeFile(m_path / name, 100'000'000);
    }
    Run run(const std::string& arguments) const { return runProgram(CAIRN_CLI, arguments); }
    Run runProgram(const std::string& program, const std::string& arguments) const {
        const std::string errors = file("stderr.txt");
        const std::string command = "XDG_DATA_HOME='" + file("data") + "' '" + program + "' " +
                                    arguments + " 2>'" + errors + "'";
        Run result;
        FILE* pipe = popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::array<char, 4096> buffer{};
        while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
            result.out.append(buffer.data(), n);
        const int status = pclose(pipe);
        result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        result.err = cairn::readWholeFile(errors, 1'000'000);
        return result;
    }

private:
    fs::path m_path;
};

inline const std::string kShopEvents =
    std::string(CAIRN_SOURCE) + "/resources/sample/shop-events.csv";

} // namespace cairn::test
