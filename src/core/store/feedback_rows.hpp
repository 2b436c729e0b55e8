#pragma once
// The rows of surveys: questions with their scales, and answers.

#include "cairn/base/job.hpp"
#include "cairn/events/feedback.hpp"
#include "cairn/model/project.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Within the caller's transaction.
void writeFeedback(Connection& connection, DatasetId dataset, const FeedbackAnswers& feedback,
                   const JobControl& job);
/// Throws Error{Damaged} or BadCell when the rows are not as they would be written.
FeedbackAnswers readFeedback(Connection& connection, DatasetId dataset, std::uint64_t responses,
                             const JobControl& job);

} // namespace cairn::store
