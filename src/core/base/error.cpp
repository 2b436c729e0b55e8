#include "cairn/base/error.hpp"

#include "cairn/base/job.hpp"

namespace cairn {
namespace {

std::string sentence(const std::string& doing, const std::string& why, const std::string& advice,
                     const std::string& file) {
    std::string text = "Could not " + doing;
    if (!file.empty())
        text += " “" + file + "”";
    if (!why.empty())
        text += ": " + why;
    if (text.back() != '.' && text.back() != '?' && text.back() != '!')
        text += '.';
    if (!advice.empty())
        text += ' ' + advice;
    return text;
}

} // namespace

Error::Error(ErrorCode code, std::string doing, std::string why, std::string advice,
             std::string file)
    : std::runtime_error(sentence(doing, why, advice, file)), m_code(code),
      m_doing(std::move(doing)), m_why(std::move(why)), m_advice(std::move(advice)),
      m_file(std::move(file)) {}

void JobControl::throwIfCancelled() const {
    if (cancelled())
        throw Error(ErrorCode::Cancelled, "finish", "it was cancelled");
}

} // namespace cairn
