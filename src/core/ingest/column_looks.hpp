#pragma once
// What recognisers ask of a sniffed file's columns.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/ingest/plan.hpp"

namespace cairn {

using ColumnAt = std::optional<std::size_t>;

/// As foldedWords, with the capitals of Western languages and typographic apostrophes folded, too:
/// "Taux d’achèvement" -> "taux d achèvement", "Étape" -> "étape".
std::string foldedName(std::string_view columnName);
/// The column whose folded name is one of these; the name that stands first in the list wins.
ColumnAt columnNamed(const Sniffed& sniffed, std::span<const std::string_view> names);
ColumnAt columnNamed(const Sniffed& sniffed, std::initializer_list<std::string_view> names);
/// The same of the columns that fit.
ColumnAt columnNamed(const Sniffed& sniffed, std::span<const std::string_view> names,
                     const std::function<bool(const ColumnGuess&)>& fits);
/// How many of these names there are.
std::size_t countNamed(const Sniffed& sniffed, std::initializer_list<std::string_view> names);
bool hasWords(std::string_view columnName, std::initializer_list<std::string_view> words);

/// Nearly every filled cell of the preview is a count ("20,000", "1 200"), and there is one.
bool looksLikeCount(const Sniffed& sniffed, std::size_t column);
/// Whole numbers from 0 to 10 only.
bool looksLikeScore(const Sniffed& sniffed, std::size_t column);
/// Answers in a person's own words.
bool looksLikeFreeText(const Sniffed& sniffed, std::size_t column);
/// The way most filled cells of the preview are times; nothing when most are none.
std::optional<TimeFormat> timeFormatOf(const Sniffed& sniffed, std::size_t column);

void giveRole(ImportPlan& plan, ColumnAt column, ColumnRole role, double confidence = 0.95);
/// Gives a column of times a role and its format. False when it holds none.
bool giveTime(const Sniffed& sniffed, ImportPlan& plan, ColumnAt column, ColumnRole role,
              std::string_view label = {});
/// What is worth breaking a funnel down by, of the columns that have no role yet.
void keepProperties(const Sniffed& sniffed, ImportPlan& plan);
/// The column named as customers' ids are.
ColumnAt unitNamed(const Sniffed& sniffed);
/// The column named as sessions are.
ColumnAt sessionNamed(const Sniffed& sniffed);

} // namespace cairn
