#pragma once
// Fingerprints of a whole dictionary, and the way back from a fingerprint to a customer.

#include <unordered_map>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"
#include "cairn/ingest/fingerprints.hpp"
#include "core/ingest/text_codes.hpp"

namespace cairn {

/// By code.
std::vector<std::uint64_t> fingerprintsOf(const TextList& ids, const FingerprintKey& key,
                                          const JobControl& job);

using UnitByFingerprint = std::unordered_map<std::uint64_t, std::uint32_t>;
UnitByFingerprint unitsByFingerprint(const EventLog& log, const JobControl& job);

/// Throws Error{BadInput} when the log was not imported with this key: 0 = with none.
void requireFingerprints(const EventLog& log, std::uint64_t keyId, const char* doing);

} // namespace cairn
