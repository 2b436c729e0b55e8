#pragma once
// The words and numbers that layout puts on the map. The editor implements it with tr() and the locale;
// EnglishPhrases serves files, tests and the command line.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cairn/base/time_zone.hpp"
#include "cairn/model/elements.hpp"

namespace cairn {

/// Fixed words that layout puts on a map.
enum class MapWord {
    ParkedNotes,   ///< over the strip of ideas that have no place yet
    MomentOfTruth, Backstage, PainScore, ///< of the legend
    Added, Removed, Changed, Moved, Same ///< of a comparison
};

enum class FeedbackKind; // events/feedback.hpp

class Phrases {
public:
    virtual ~Phrases() = default;
    virtual std::string count(double n) const = 0;            ///< "1,204"
    virtual std::string percent(double share) const = 0;      ///< 0.522 -> "52.2 %"
    virtual std::string duration(double seconds) const = 0;   ///< "8 min", "2 h 5 min", "3 days"
    virtual std::string medianTime(double seconds) const = 0; ///< "median 8 min"
    virtual std::string lost(double n) const = 0;             ///< "−89" with a true minus sign
    virtual std::string entered(double n) const = 0;          ///< "+12 entered here"
    virtual std::string allVisitors() const = 0;              ///< under the first bar
    virtual std::string few() const = 0;                      ///< "few": under 30 people
    virtual std::string noEventBound() const = 0;
    virtual std::string bindOne() const = 0;
    virtual std::string noDataYet() const = 0;                ///< in the funnel lane of a map without data
    virtual std::string noValue() const = 0;                  ///< "–"
    virtual std::string emotionWord(int level) const = 0;     ///< -2 "lost" .. 0 "fine" .. +2 "delighted"
    virtual std::string mapKind(MapKind) const = 0;
    virtual std::string dataPeriod(TimeMs first, TimeMs last) const = 0; ///< "4 January to 29 June 2024"
    virtual std::string dataLine(std::string_view period, std::string_view rules) const = 0; ///< "Data: …, ordered, …"
    virtual std::string money(double amount, std::string_view currency) const = 0; ///< "about €9,300 a month"
    virtual std::string addStage() const = 0;
    virtual std::string addLane() const = 0;
    virtual std::string emptyMapHint() const = 0;
    /// Whose feelings they are when nobody is named; English unless overridden.
    virtual std::string someone() const { return "Customer"; }
    virtual std::string word(MapWord) const;                  ///< English unless overridden, as all below
    virtual std::string channel(Channel) const;               ///< "Website", in the legend
    virtual std::string openComments(std::size_t n) const;    ///< "2 open comments"
    virtual std::string opensMap(std::string_view title) const;  ///< "Opens “Checkout”"
    virtual std::string detailOf(std::string_view stage, std::string_view map) const; ///< "Checkout, in Our shop"
    virtual std::string futureOf(std::string_view map) const; ///< "Future of Our shop"
    virtual std::string more(std::size_t n) const;            ///< "+2 more"; English unless overridden
    /// A period by its number (see periodOf), short, for an axis: "12 Mar", "Mar"; with the year "12 Mar 2024", "Mar 2024".
    virtual std::string periodShort(Period, std::int64_t number, bool withYear) const;
    /// In full: "12 March 2024", "week of 3 June 2024", "March 2024". English unless overridden, as all of these.
    virtual std::string periodName(Period, std::int64_t number) const;
    virtual std::string points(double share) const;          ///< 0.031 -> "+3.1 pts", a difference of two shares
    virtual std::string was(double share) const;             ///< "(was 48.5 %)"
    virtual std::string wasValue(std::string_view value) const; ///< "(was +38)", of a value in words
    virtual std::string couldBeChance() const;               ///< "could be chance"
    virtual std::string sampleSize(double n) const;          ///< "n = 1,204"
    /// "60 % of all customers (3 of 5)"
    virtual std::string ofAllCustomers(double share, double part, double whole) const;
    /// "33.3 % get from Visit to Pay (1 of 3)"
    virtual std::string getThrough(double share, double part, double whole, std::string_view from,
                                   std::string_view to) const;
    virtual std::string mostBy(std::string_view channel, double share) const; ///< "most by email (66.7 %)"
    virtual std::string tenths(double n) const;              ///< "10.9", a mean: always with one decimal
    virtual std::string percentBrief(double share) const;    ///< 0.522 -> "52 %", for cells and axes
    virtual std::string feedbackName(FeedbackKind) const;    ///< "NPS" "CSAT" "CES" "Positive"
    virtual std::string nps(double score) const;             ///< "+50", "−18", "0": whole points
    virtual std::string range(std::string_view from, std::string_view to) const; ///< "−18 to 84"
    virtual std::string comments(std::size_t n) const;       ///< "12 comments", in people's own words
    virtual std::string noAnswersYet() const;                ///< in the feedback lane of a map without a survey
    virtual std::string laneTitle(LaneKind) const = 0; ///< default names: "Doing", "Touchpoints", "Thinking", "Feeling", "Customers", "Pain"…
};

class EnglishPhrases : public Phrases {
public:
    std::string count(double n) const override;
    std::string percent(double share) const override;
    std::string duration(double seconds) const override;
    std::string medianTime(double seconds) const override;
    std::string lost(double n) const override;
    std::string entered(double n) const override;
    std::string allVisitors() const override;
    std::string few() const override;
    std::string noEventBound() const override;
    std::string bindOne() const override;
    std::string noDataYet() const override;
    std::string noValue() const override;
    std::string emotionWord(int level) const override;
    std::string mapKind(MapKind) const override;
    std::string dataPeriod(TimeMs first, TimeMs last) const override;
    std::string dataLine(std::string_view period, std::string_view rules) const override;
    std::string money(double amount, std::string_view currency) const override;
    std::string addStage() const override;
    std::string addLane() const override;
    std::string emptyMapHint() const override;
    std::string laneTitle(LaneKind) const override;
};

} // namespace cairn
