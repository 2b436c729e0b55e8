#include "core/ingest/fingerprints_of.hpp"

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

constexpr std::size_t kBetweenLooks = 16384; ///< customers between two looks at the stop button

} // namespace

std::vector<std::uint64_t> fingerprintsOf(const TextList& ids, const FingerprintKey& key,
                                          const JobControl& job) {
    std::vector<std::uint64_t> fingerprints;
    fingerprints.reserve(ids.size());
    for (std::uint32_t unit = 0; unit < ids.size(); ++unit) {
        if (fingerprints.size() % kBetweenLooks == 0)
            job.throwIfCancelled();
        fingerprints.push_back(fingerprintOf(ids[unit].text(), key));
    }
    return fingerprints;
}

UnitByFingerprint unitsByFingerprint(const EventLog& log, const JobControl& job) {
    UnitByFingerprint units;
    units.reserve(log.fingerprints.size());
    for (std::uint32_t unit = 0; unit < log.fingerprints.size(); ++unit) {
        if (unit % kBetweenLooks == 0)
            job.throwIfCancelled();
        units.emplace(log.fingerprints[unit], unit);
    }
    return units;
}

void requireFingerprints(const EventLog& log, std::uint64_t keyId, const char* doing) {
    if (log.fingerprintKey == 0)
        throw Error(ErrorCode::BadInput, doing,
                    "these data were imported without fingerprints of the customers, so none of "
                    "them can be known again",
                    "Import all exports together in one file.");
    if (keyId != 0 && log.fingerprintKey != keyId)
        throw Error(ErrorCode::BadInput, doing,
                    "these data were imported on another computer, and only that one knows their "
                    "customers again",
                    "Import all exports together in one file.");
    if (log.fingerprints.size() != log.units)
        throw Error(ErrorCode::Damaged, doing, "there is not one fingerprint for each customer",
                    "Import the file again.");
}

} // namespace cairn
