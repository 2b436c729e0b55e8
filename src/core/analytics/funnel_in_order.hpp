#pragma once
// First attempts over a log whose rows are in time order, as most exports are: one word a user,
// rows handed on in small rounds, so that nothing but the users has to be in memory.

#include "core/analytics/funnel_stream.hpp"

namespace cairn::funnel {

class InOrderStream {
public:
    /// What PlainStream answers, where the chunks follow each other in time and
    /// what is kept of the users is not too much.
    static bool answers(const Plan& plan);
    InOrderStream(Plan& plan, unsigned threads);
    InOrderStream(const InOrderStream&) = delete;
    ~InOrderStream();

    /// Follows every user. False when the rows turn out not to be in order, or an event to serve
    /// two steps: then nothing is known.
    bool run(const JobControl& job);
    /// Tells of those of the users first .. past-1 who entered, in their order; several threads may
    /// ask at once.
    void tell(std::uint32_t first, std::uint32_t past, const EndSink& sink) const;

private:
    /// The users of one thread: every m_count-th.
    class Users;

    void filter(Partitions& to, unsigned thread, std::size_t firstChunk, const JobControl& job);

    Plan& m_plan;
    std::vector<std::unique_ptr<RowFilter>> m_filters; ///< a thread
    std::vector<std::unique_ptr<Users>> m_users;       ///< a thread
    std::uint32_t m_mask = 0;                          ///< threads - 1, a power of two
    unsigned m_shift = 0;
};

} // namespace cairn::funnel
