#pragma once
// What a project is made of. Plain values; an element belongs to a map by id and stands among its
// siblings by rank. Text is UTF-8 plain text everywhere, never HTML; that of cards and notes may carry the light
// marks of base/marked_text.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cairn/base/civil_time.hpp"
#include "cairn/base/ids.hpp"

namespace cairn {

using PersonaId = Id<struct PersonaTag>;
using MapId = Id<struct MapTag>;
using StageId = Id<struct StageTag>;
using StepId = Id<struct StepTag>;
using LaneId = Id<struct LaneTag>;
using CardId = Id<struct CardTag>;
using EmotionId = Id<struct EmotionTag>;
using LinkId = Id<struct LinkTag>;
using NoteId = Id<struct NoteTag>;
using DatasetId = Id<struct DatasetTag>;
using ImageId = Id<struct ImageTag>;
using CommentId = Id<struct CommentTag>;
using TagId = Id<struct TagTag>;

/// Order among siblings: ascending, ties by id. Neighbours are usually kRankGap apart.
using Rank = std::int64_t;
inline constexpr Rank kRankGap = 1 << 20;

enum class MapKind { Current, Future, DayInTheLife, Blueprint };
enum class LaneKind {
    Actions,          ///< what people do
    Touchpoints,      ///< where they meet the business, with a channel
    Thoughts,         ///< what they think
    Emotion,          ///< a curve per persona, -2..+2
    PainPoints,
    Opportunities,
    InternalProcess,  ///< what staff and systems do behind the scenes
    Tools,
    Text,             ///< free text
    Images,           ///< pictures, with a caption
    Metric,           ///< figures with a name: NPS 42, 4.2 of 5
    Funnel,           ///< data: customers counted at each stage
    Pain,             ///< data: pain scores, worst first
    Feedback,         ///< data: what customers answered, NPS, CSAT and CES with n
    LineOfInteraction, LineOfVisibility, LineOfInternalInteraction ///< blueprint dividers, no cells
};
/// A card's kind follows the lane it lies in.
enum class CardKind {
    Action, Touchpoint, Thought, PainPoint, Opportunity, InternalProcess, Tool, Text, Picture, Metric
};
enum class Channel {
    None, Website, MobileApp, Email, Phone, Chat, SocialMedia, Search, Advertisement, Store,
    PointOfSale, Delivery, Mail, Event, WordOfMouth, Messaging, Video, Review, Other
};
enum class Visibility { Front, Back };
enum class LinkKind { Leads, Branch, Loop };
enum class FilterOp { Is, IsNot };

/// A card's or stage's place in the data.
struct PropertyFilter {
    std::string column;
    FilterOp op = FilterOp::Is;
    std::string value;
    friend bool operator==(const PropertyFilter&, const PropertyFilter&) = default;
};

/// Which events mean "a customer was here". Empty = not bound. Any of `events`, and every filter holds.
struct EventBinding {
    std::vector<std::string> events;
    std::vector<PropertyFilter> filters;
    bool empty() const { return events.empty(); }
    friend bool operator==(const EventBinding&, const EventBinding&) = default;
};

/// A number set by hand in place of a computed score, and the reason for it.
struct ScoreOverride {
    std::optional<double> value; ///< 0..100; empty = no override
    std::string reason;          ///< must not be empty when value is set
    friend bool operator==(const ScoreOverride&, const ScoreOverride&) = default;
};

/// Events that must not happen between two stages of the funnel.
struct ExclusionSetup {
    EventBinding what;
    StageId from, to;              ///< bound stages, `from` before `to`; 0 = the first, the last
    std::string action = "drop";   ///< "drop" | "remove"
    friend bool operator==(const ExclusionSetup&, const ExclusionSetup&) = default;
};

/// What the map's funnel is held against.
struct ComparisonSetup {
    std::string with;                ///< "" nothing | "dataset" | "period" | "segments"
    DatasetId dataset;               ///< "dataset": an earlier import
    std::optional<TimeMs> from, to;  ///< "period": entered in [from, to]
    std::string before, after;       ///< "segments": two values of the breakdown
    friend bool operator==(const ComparisonSetup&, const ComparisonSetup&) = default;
};

/// How the funnel of a map is computed. Names as in docs/funnel.md. Empty window = no limit.
struct FunnelSetup {
    DatasetId dataset;                    ///< 0 = no data yet
    std::optional<std::int64_t> windowMs; ///< conversion window, inclusive
    std::string windowFrom = "first";     ///< "first" | "previous"
    std::string order = "ordered";        ///< "ordered" | "strict" | "any"
    std::string attempt = "best";         ///< "best" | "first"
    std::string count = "users";          ///< "users" | "sessions" | "attempts"
    std::string breakdown;                ///< a property column; empty = none
    std::string breakdownAt = "first";    ///< "first" | "last" | "user" | "step=K"
    bool open = false;                    ///< units may enter at any step
    std::vector<std::string> hold;        ///< property columns held constant
    std::vector<ExclusionSetup> exclusions;
    std::optional<TimeMs> from, to;       ///< step 1 must fall in [from, to]
    bool allInside = false;               ///< all steps must
    std::int64_t tieToleranceMs = 0;      ///< 0, 1000 or 2000
    std::string overTime;                 ///< "" | "day" | "week" | "month"
    std::string zone;                     ///< IANA time zone of days, weeks and months; "" = UTC
    ComparisonSetup compare;
    friend bool operator==(const FunnelSetup&, const FunnelSetup&) = default;
};

/// "Who comes back?" An empty binding means any event.
struct RetentionSetup {
    EventBinding start, back;
    std::string who = "first-time"; ///< "first-time" | "recurring"
    std::string measure = "on";     ///< "on" | "unbounded"
    std::string period = "week";    ///< "day" | "week" | "month"
    std::int64_t periods = 8;
    friend bool operator==(const RetentionSetup&, const RetentionSetup&) = default;
};
/// "What do they do after, or before?" An empty anchor means the first (last) event.
struct PathsSetup {
    EventBinding anchor;
    std::string direction = "after"; ///< "after" | "before"
    std::int64_t depth = 4;
    bool everyAnchor = false;
    std::optional<std::int64_t> windowMs;
    bool joinRepeats = true;
    std::vector<std::string> hidden;
    friend bool operator==(const PathsSetup&, const PathsSetup&) = default;
};
/// "How did it go over time?" No series = the map's bound stages.
struct TrendSetup {
    std::vector<EventBinding> series;
    std::string measure = "users"; ///< "events" | "users" | "rate"
    std::string period = "week";   ///< "day" | "week" | "month"
    friend bool operator==(const TrendSetup&, const TrendSetup&) = default;
};
/// What a map asks of its data besides the funnel; the zone is the funnel's.
struct QuestionSetup {
    RetentionSetup retention;
    PathsSetup paths;
    TrendSetup trend;
    friend bool operator==(const QuestionSetup&, const QuestionSetup&) = default;
};

/// One row about the project itself.
struct ProjectFacts {
    std::string title;
    std::string author;
    std::string organisation;
    std::string currency = "EUR";          ///< ISO 4217
    std::optional<double> conversionValue; ///< money one conversion is worth
    std::string template_;                 ///< name of the template it was made from
    ImageId brandLogo;                     ///< drawn in the header of every map; 0 = none
    std::string brandColour;               ///< "#rrggbb" in place of the accent; empty = Cairn's own
    std::string brandFont;                 ///< a font family in place of Inter; empty = Inter
    friend bool operator==(const ProjectFacts&, const ProjectFacts&) = default;
};

struct Persona {
    PersonaId id;
    Rank rank = 0;
    std::string name;
    std::string role;
    ImageId portrait; ///< 0 = initials are drawn
    std::int64_t colour = 0; ///< index into the theme's persona colours
    std::vector<std::pair<std::string, std::string>> demographics; ///< "Age" -> "34"
    std::string quote;
    std::string bio;
    std::vector<std::string> goals, needs, motivations, frustrations, channels;
    /// Which customers of a map's data are like this persona: all of these hold. Empty = not bound to data.
    std::vector<PropertyFilter> segment;
    friend bool operator==(const Persona&, const Persona&) = default;
};

struct Map {
    MapId id;
    Rank rank = 0;
    std::string title;
    MapKind kind = MapKind::Current;
    std::string scenario;
    std::vector<PersonaId> personas; ///< shown on this map, in order
    FunnelSetup funnel;
    QuestionSetup questions;
    DatasetId feedback; ///< what customers answered, beside the funnel's data; 0 = none
    MapId origin;   ///< the map that this one is the future of; 0 = none
    friend bool operator==(const Map&, const Map&) = default;
};

struct Stage {
    StageId id;
    MapId map;
    Rank rank = 0;
    std::string title;
    std::string description;
    std::int64_t colour = 0; ///< index into the theme's stage colours
    EventBinding binding;
    std::vector<std::string> feedbackPlaces; ///< what the map's feedback calls this stage
    std::optional<double> width; ///< set by hand, in map units; empty = as the layout has it
    bool collapsed = false;      ///< a narrow column: only the title and how many cards it has
    bool locked = false;         ///< cannot be moved or changed on the canvas
    MapId detail;                ///< the map that shows this stage closer; 0 = none
    StageId origin;              ///< the stage of the origin map it was copied from; may be gone
    friend bool operator==(const Stage&, const Stage&) = default;
};

/// An optional finer column under a stage.
struct Step {
    StepId id;
    MapId map;
    StageId stage;
    Rank rank = 0;
    std::string title;
    friend bool operator==(const Step&, const Step&) = default;
};

struct Lane {
    LaneId id;
    MapId map;
    Rank rank = 0;
    LaneKind kind = LaneKind::Text;
    std::string title;
    bool collapsed = false;
    std::optional<double> height; ///< set by hand, in map units, at least; empty = by its content
    bool locked = false;          ///< its cards cannot be moved or changed on the canvas
    LaneId origin;                ///< the lane of the origin map it was copied from; may be gone
    friend bool operator==(const Lane&, const Lane&) = default;
};

struct Card {
    CardId id;
    MapId map;
    StageId stage;
    StepId step; ///< 0 = the stage as a whole
    LaneId lane;
    Rank rank = 0;
    CardKind kind = CardKind::Text;
    std::string text;  ///< what stands on the card
    std::string notes; ///< longer, in the inspector
    Channel channel = Channel::None;
    Visibility visibility = Visibility::Front;
    std::optional<std::int64_t> severity; ///< 0..4, by hand
    std::optional<double> reach;          ///< 0..1, by hand; used when not bound to data
    std::optional<double> frequency;      ///< 0..1, by hand
    std::vector<std::string> tags;
    std::string owner;
    bool momentOfTruth = false;
    EventBinding binding;
    std::vector<std::string> feedbackPlaces; ///< what the map's feedback calls this touchpoint
    ScoreOverride painOverride;
    ImageId image;           ///< a picture on the card; 0 = none
    std::string figure;      ///< of a metric card: "42", "4.2 of 5"; its text is the name
    std::string channelName; ///< what Channel::Other is called here
    bool locked = false;     ///< cannot be moved or changed on the canvas
    CardId origin;           ///< the card of the origin map it was copied from; may be gone
    friend bool operator==(const Card&, const Card&) = default;
};

/// One point of a persona's emotion curve, at a stage.
struct EmotionPoint {
    EmotionId id;
    MapId map;
    PersonaId persona;
    StageId stage;
    double value = 0; ///< -2 (lost) .. +2 (delighted)
    std::string text; ///< optional words at the point
    friend bool operator==(const EmotionPoint&, const EmotionPoint&) = default;
};

struct Link {
    LinkId id;
    MapId map;
    ElementId from, to; ///< cards or stages of the same map
    LinkKind kind = LinkKind::Leads;
    std::string text;
    friend bool operator==(const Link&, const Link&) = default;
};

/// A sticky note: lies anywhere on a map, in map units (the layout's pixels at 100 %).
struct Note {
    NoteId id;
    MapId map;
    double x = 0, y = 0, width = 160, height = 96;
    std::string text;
    std::int64_t colour = 0;
    bool parked = false; ///< on the strip of ideas that have no place yet
    bool locked = false; ///< cannot be moved or changed on the canvas
    friend bool operator==(const Note&, const Note&) = default;
};

/// A remark about an element, or about the map as a whole; resolved when it is dealt with.
struct Comment {
    CommentId id;
    MapId map;
    ElementId element; ///< what it is about, on the same map; 0 = the map
    std::string author;
    std::string text;
    TimeMs at = 0;     ///< when it was written
    bool resolved = false;
    friend bool operator==(const Comment&, const Comment&) = default;
};

/// A tag that has a colour and a place in the list. Cards name their tags by text (Card::tags); one that is not in
/// this table has the neutral colour.
struct Tag {
    TagId id;
    Rank rank = 0;
    std::string name;
    std::int64_t colour = 0; ///< index into the theme's stage colours
    friend bool operator==(const Tag&, const Tag&) = default;
};

/// One file that a dataset was made of.
struct SourcePart {
    std::string how;     ///< "import" | "append" | "join"
    std::string file;    ///< base name only, never a path
    TimeMs at = 0;       ///< when it was read
    std::int64_t rows = 0;      ///< rows read from it
    std::int64_t used = 0;      ///< of them, kept: events added, or rows that belong to a customer
    std::int64_t customers = 0; ///< whom the kept rows belong to
    std::optional<TimeMs> first, last; ///< the period of its events; none for joined properties
    friend bool operator==(const SourcePart&, const SourcePart&) = default;
};

/// What the project knows of an imported file. The events themselves are in the store, by this id.
struct Dataset {
    DatasetId id;
    Rank rank = 0;
    std::string name;
    std::string fileName; ///< base name only, never a path
    std::string kind;     ///< "events" | "step-counts" | "feedback"
    TimeMs importedAt = 0;
    std::optional<TimeMs> firstEvent, lastEvent;
    std::int64_t rows = 0;    ///< rows read
    std::int64_t skipped = 0; ///< rows that could not be read
    std::int64_t units = 0;   ///< distinct customers
    std::string plan;         ///< the import plan as JSON (cairn/ingest/plan.hpp): a re-import is one click
    std::vector<SourcePart> source; ///< all files it was made of, in order
    DatasetId previous;   ///< the import that this one took the place of; 0 = none
    friend bool operator==(const Dataset&, const Dataset&) = default;
};

struct Image {
    ImageId id;
    std::string name;
    std::string mediaType; ///< "image/png" | "image/jpeg"
    std::string bytes;     ///< at most 8 MB
    friend bool operator==(const Image&, const Image&) = default;
};

} // namespace cairn
