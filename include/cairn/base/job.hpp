#pragma once
// Progress and cancellation of long work.

#include <functional>
#include <stop_token>
#include <string_view>

namespace cairn {

/// Handed by value to every function that may take longer than a frame.
/// A default-constructed JobControl reports nowhere and never stops.
struct JobControl {
    std::stop_token stop;
    /// Called from worker threads (never concurrently for one job); fraction in 0..1.
    std::function<void(double fraction, std::string_view phase)> onProgress;

    void report(double fraction, std::string_view phase) const {
        if (onProgress)
            onProgress(fraction, phase);
    }
    bool cancelled() const { return stop.stop_requested(); }
    /// Throws Error{Cancelled} when the person asked to stop. Call at least every 50 ms of work.
    void throwIfCancelled() const;
};

} // namespace cairn
