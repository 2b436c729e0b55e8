#pragma once
// What customers answered about the chosen element, in the inspector.

#include <QWidget>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"

namespace cairn {

/// A row a question (its value, how sure it is, how many answered), then what people wrote, the least happy first.
/// nullptr when nobody answered.
QWidget* makeFeedback(const FeedbackSummary& summary, const Phrases& phrases, QWidget* parent);

} // namespace cairn
