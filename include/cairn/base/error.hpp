#pragma once
// Failures. Trouble inside a person's data is not a failure: it is a list of issues with line numbers.

#include <stdexcept>
#include <string>

namespace cairn {

enum class ErrorCode {
    BadInput,      ///< what was given makes no sense (unknown column, empty step list, malformed JSON)
    NotFound,      ///< a file or element does not exist
    NoAccess,      ///< permissions, read-only folder, locked by another
    DiskFull,      ///< no space, or a short write
    Io,            ///< any other trouble with reading or writing
    Damaged,       ///< a file is not whole
    Foreign,       ///< a file is not ours, or carries things ours never would
    TooNew,        ///< a file needs a newer Cairn
    ChangedUnderneath, ///< a file was saved by someone else since it was opened
    TooLarge,      ///< over a stated limit
    Cancelled,     ///< the person asked to stop
    Internal       ///< a broken promise inside Cairn
};

/// A failure told so that a person can act: what was being done, why it failed, what now.
class Error : public std::runtime_error {
public:
    /// @param doing  what was being attempted, e.g. "open project"
    /// @param why    what went wrong, in plain words
    /// @param advice what the person can do next; may be empty
    /// @param file   the file concerned; may be empty
    Error(ErrorCode code, std::string doing, std::string why, std::string advice = {},
          std::string file = {});

    ErrorCode code() const { return m_code; }
    const std::string& doing() const { return m_doing; }
    const std::string& why() const { return m_why; }
    const std::string& advice() const { return m_advice; }
    const std::string& file() const { return m_file; }

private:
    ErrorCode m_code;
    std::string m_doing, m_why, m_advice, m_file;
};

} // namespace cairn
