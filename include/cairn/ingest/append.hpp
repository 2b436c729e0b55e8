#pragma once
// A newer export of the same source, added without counting anything twice.

#include <string>

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

struct AppendResult {
    EventLog log;
    std::uint64_t added = 0;           ///< events that were not there
    std::uint64_t alreadyThere = 0;    ///< events of the newer export that were
    std::uint32_t addedCustomers = 0;  ///< whose events were added
    std::uint32_t newCustomers = 0;    ///< of them, not known before
};

/// Adds a newer export's events to an older log. A customer is the same when the fingerprint is; the k-th event of a
/// customer with one time and name in the one is the k-th in the other, so that of n and m alike max(n, m) are kept.
/// Of an event in both, the newer export's properties are kept, at its old place; new events follow in their order.
/// Columns are matched by name (session columns with each other); values of a column that one of them lacks are none.
/// A session that has an event in both keeps its number; all other sessions of the newer export are new ones.
/// Joined properties of customers: the newer value, when there is one.
/// Ids are kept when the newer export keeps them; those of customers whom only exports without ids know are then not known.
/// Throws Error{BadInput} when the two were not imported with the same key, {Cancelled}.
AppendResult appendEvents(EventLog old, const EventLog& newer, const JobControl& job = {});

/// "Added 1,204 events of 96 customers (31 of them new); 8,310 events were there already." in English.
std::string appendSentence(const AppendResult&);

} // namespace cairn
