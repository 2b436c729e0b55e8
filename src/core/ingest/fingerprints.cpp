#include "cairn/ingest/fingerprints.hpp"

#include <sodium.h>

#include <cstring>
#include <fstream>
#include <string>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"

namespace cairn {
namespace {

namespace fs = std::filesystem;

static_assert(crypto_shorthash_KEYBYTES == sizeof(FingerprintKey::bytes));
static_assert(crypto_shorthash_BYTES == sizeof(std::uint64_t));

constexpr const char* kFileName = "customers.key";

void prepareSodium() {
    if (sodium_init() < 0)
        throw Error(ErrorCode::Internal, "make a key", "the system gives no random numbers");
}

FingerprintKey readKey(const fs::path& file) {
    FingerprintKey key;
    const std::string bytes = readWholeFile(file, 4096);
    if (bytes.size() != key.bytes.size())
        throw Error(
            ErrorCode::Damaged, "read the key that customers are known again by",
            "it is not 16 bytes long",
            "Remove the file. A new key is made; data imported before can then no longer be "
            "added to.",
            file.string());
    std::memcpy(key.bytes.data(), bytes.data(), bytes.size());
    return key;
}

FingerprintKey makeKey(const fs::path& file) {
    FingerprintKey key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    const fs::path temporary = temporaryBeside(file);
    std::error_code error;
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        // Closed to others before there is anything to read.
        fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_write, error);
        out.write(reinterpret_cast<const char*>(key.bytes.data()),
                  static_cast<std::streamsize>(key.bytes.size()));
        out.close();
        if (error || !out) {
            fs::remove(temporary, error);
            throw Error(ErrorCode::NoAccess, "keep the key that customers are known again by",
                        "it cannot be written", "Free some space, or allow Cairn its own folder.",
                        file.string());
        }
    }
    const fs::path ready = temporaryBeside(file);
    commitTemporary(temporary, ready); // on the disk before it has its name
    // A link, unlike a rename, does not replace what another process made meanwhile.
    fs::create_hard_link(ready, file, error);
    if (error && !fs::exists(file)) {
        commitTemporary(ready, file); // a file system without links
        return key;
    }
    fs::remove(ready, error);
    return readKey(file);
}

} // namespace

std::uint64_t FingerprintKey::id() const {
    // No id can hold a NUL byte, so this is no customer's fingerprint.
    const std::uint64_t id = fingerprintOf(std::string_view("\0which key", 10), *this);
    return id == 0 ? 1 : id;
}

FingerprintKey loadOrMakeKey(const fs::path& folder) {
    prepareSodium();
    const fs::path file = folder / kFileName;
    std::error_code error;
    if (fs::exists(file, error))
        return readKey(file);
    fs::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::NoAccess, "keep the key that customers are known again by",
                    "its folder cannot be made", "Allow Cairn its own folder.", folder.string());
    return makeKey(file);
}

std::uint64_t fingerprintOf(std::string_view id, const FingerprintKey& key) {
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(id.data()), id.size(),
                     key.bytes.data());
    std::uint64_t fingerprint = 0; // little-endian wherever it is made
    for (std::size_t i = hash.size(); i-- > 0;)
        fingerprint = fingerprint << 8 | hash[i];
    return fingerprint;
}

} // namespace cairn
