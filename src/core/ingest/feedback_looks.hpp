#pragma once
// What recognisers and the importer ask of answers: on which scale, about what.

#include <optional>
#include <string>
#include <string_view>

#include "core/ingest/column_looks.hpp"

namespace cairn {

/// What was asked, as the export writes it: below the short name where there is a second header
/// row, and without "Response" behind it.
std::string questionText(const Sniffed& sniffed, std::size_t column);
/// The scale of a column of answers; nothing when its cells are none, or when neither its name nor
/// its being a question says that they are.
std::optional<FeedbackScale> scaleOf(const Sniffed& sniffed, std::size_t column);
/// "How satisfied were you with the delivery?" -> "delivery": what a question is about, as long as
/// it is about something in particular; else empty.
std::string placeInQuestion(std::string_view question);
/// The column that says which touchpoint or stage an answer is about.
ColumnAt placeColumn(const Sniffed& sniffed);
/// Answers in a person's own words, by content or by what the column is called.
bool isVerbatim(const Sniffed& sniffed, std::size_t column);

} // namespace cairn
