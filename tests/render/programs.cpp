#include "render/programs.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

namespace cairn::test {

std::string outputOf(const std::string& command) {
    std::string output;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
        output.append(buffer.data(), n);
    const int status = pclose(pipe);
    INFO(command);
    REQUIRE(status == 0);
    return output;
}

TemporaryFolder::TemporaryFolder() {
    std::random_device device;
    m_path = std::filesystem::temp_directory_path() / ("cairn-render-" + std::to_string(device()));
    std::filesystem::create_directories(m_path);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

void writeBytes(const std::filesystem::path& file, const QByteArray& bytes) {
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.constData(), bytes.size());
    REQUIRE(out.good());
}

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace cairn::test
