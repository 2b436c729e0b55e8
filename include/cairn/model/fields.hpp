#pragma once
// The one field table of every element: JSON, SQLite columns, the inspector's rows and the tests'
// generators are all made from it, so a new field is one line here (and one migration in store).

#include <array>
#include <span>
#include <tuple>

#include "cairn/model/elements.hpp"

namespace cairn {

/// How a person edits a field, for the inspector. Reference = an id that is not typed by hand.
enum class FieldKind { Hidden, Line, Paragraph, Number, Whole, Flag, Choice, List, Pairs, Reference, Binding };

template <class E, class M> struct Field {
    const char* name;  ///< JSON key; SQLite column ('-' never; snake_case)
    const char* label; ///< English, translated through tr() in context "Field"
    M E::*member;
    FieldKind kind;
};
template <class E, class M>
constexpr Field<E, M> field(const char* name, const char* label, M E::*member, FieldKind kind) {
    return {name, label, member, kind};
}

/// Specialised for every element: static constexpr auto all = std::make_tuple(field(...), ...).
template <class E> struct FieldsOf;

/// Calls f(field) for each field of E in order; read with element.*field.member.
template <class E, class F> constexpr void forEachField(F&& f) {
    std::apply([&](const auto&... fields) { (f(fields), ...); }, FieldsOf<E>::all);
}

template <class E>
inline constexpr auto kFieldNames =
    std::apply([](const auto&... fields) { return std::array{fields.name...}; }, FieldsOf<E>::all);
/// The names of E's fields, in order.
template <class E> constexpr std::span<const char* const> fieldNames() { return kFieldNames<E>; }

template <> struct FieldsOf<ProjectFacts> {
    using E = ProjectFacts;
    static constexpr auto all = std::make_tuple(
        field("title", "Title", &E::title, FieldKind::Line), field("author", "Author", &E::author, FieldKind::Line),
        field("organisation", "Organisation", &E::organisation, FieldKind::Line),
        field("currency", "Currency", &E::currency, FieldKind::Line),
        field("conversion_value", "Value of one conversion", &E::conversionValue, FieldKind::Number),
        field("template", "Template", &E::template_, FieldKind::Hidden),
        field("brand_logo", "Logo", &E::brandLogo, FieldKind::Reference),
        field("brand_colour", "Brand colour", &E::brandColour, FieldKind::Hidden),
        field("brand_font", "Brand font", &E::brandFont, FieldKind::Hidden));
};
template <> struct FieldsOf<Persona> {
    using E = Persona;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("rank", "", &E::rank, FieldKind::Hidden),
        field("name", "Name", &E::name, FieldKind::Line), field("role", "Role", &E::role, FieldKind::Line),
        field("portrait", "Portrait", &E::portrait, FieldKind::Reference),
        field("colour", "Colour", &E::colour, FieldKind::Whole),
        field("demographics", "Demographics", &E::demographics, FieldKind::Pairs),
        field("quote", "Quote", &E::quote, FieldKind::Paragraph), field("bio", "Bio", &E::bio, FieldKind::Paragraph),
        field("goals", "Goals", &E::goals, FieldKind::List), field("needs", "Needs", &E::needs, FieldKind::List),
        field("motivations", "Motivations", &E::motivations, FieldKind::List),
        field("frustrations", "Frustrations", &E::frustrations, FieldKind::List),
        field("channels", "Preferred channels", &E::channels, FieldKind::List),
        field("segment", "", &E::segment, FieldKind::Hidden));
};
template <> struct FieldsOf<Map> {
    using E = Map;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("rank", "", &E::rank, FieldKind::Hidden),
        field("title", "Title", &E::title, FieldKind::Line), field("kind", "Kind", &E::kind, FieldKind::Choice),
        field("scenario", "Scenario", &E::scenario, FieldKind::Paragraph),
        field("personas", "Personas", &E::personas, FieldKind::Reference),
        field("funnel", "Funnel", &E::funnel, FieldKind::Hidden),
        field("questions", "", &E::questions, FieldKind::Hidden),
        field("origin", "Future of", &E::origin, FieldKind::Reference),
        field("feedback", "", &E::feedback, FieldKind::Hidden));
};
template <> struct FieldsOf<Stage> {
    using E = Stage;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("rank", "", &E::rank, FieldKind::Hidden), field("title", "Title", &E::title, FieldKind::Line),
        field("description", "Description", &E::description, FieldKind::Paragraph),
        field("colour", "Colour", &E::colour, FieldKind::Whole),
        field("binding", "Bound to", &E::binding, FieldKind::Binding),
        field("width", "", &E::width, FieldKind::Hidden), field("collapsed", "Collapsed", &E::collapsed, FieldKind::Flag),
        field("locked", "Locked", &E::locked, FieldKind::Flag),
        field("detail", "Detail map", &E::detail, FieldKind::Reference),
        field("origin", "", &E::origin, FieldKind::Hidden),
        field("feedback_places", "Answers about", &E::feedbackPlaces, FieldKind::List));
};
template <> struct FieldsOf<Step> {
    using E = Step;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("stage", "", &E::stage, FieldKind::Hidden), field("rank", "", &E::rank, FieldKind::Hidden),
        field("title", "Title", &E::title, FieldKind::Line));
};
template <> struct FieldsOf<Lane> {
    using E = Lane;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("rank", "", &E::rank, FieldKind::Hidden), field("kind", "Kind", &E::kind, FieldKind::Choice),
        field("title", "Title", &E::title, FieldKind::Line),
        field("collapsed", "Collapsed", &E::collapsed, FieldKind::Flag),
        field("height", "", &E::height, FieldKind::Hidden), field("locked", "Locked", &E::locked, FieldKind::Flag),
        field("origin", "", &E::origin, FieldKind::Hidden));
};
template <> struct FieldsOf<Card> {
    using E = Card;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("stage", "Stage", &E::stage, FieldKind::Reference), field("step", "Step", &E::step, FieldKind::Reference),
        field("lane", "Lane", &E::lane, FieldKind::Reference), field("rank", "", &E::rank, FieldKind::Hidden),
        field("kind", "Kind", &E::kind, FieldKind::Hidden), field("text", "Text", &E::text, FieldKind::Paragraph),
        field("notes", "Notes", &E::notes, FieldKind::Paragraph),
        field("channel", "Channel", &E::channel, FieldKind::Choice),
        field("visibility", "Stage side", &E::visibility, FieldKind::Choice),
        field("severity", "Severity", &E::severity, FieldKind::Whole),
        field("reach", "Reach", &E::reach, FieldKind::Number),
        field("frequency", "Frequency", &E::frequency, FieldKind::Number),
        field("tags", "Tags", &E::tags, FieldKind::List), field("owner", "Owner", &E::owner, FieldKind::Line),
        field("moment_of_truth", "Moment of truth", &E::momentOfTruth, FieldKind::Flag),
        field("binding", "Bound to", &E::binding, FieldKind::Binding),
        field("pain_override", "Score set by hand", &E::painOverride, FieldKind::Hidden),
        field("image", "Picture", &E::image, FieldKind::Reference), field("figure", "Figure", &E::figure, FieldKind::Line),
        field("channel_name", "Name of the channel", &E::channelName, FieldKind::Line),
        field("locked", "Locked", &E::locked, FieldKind::Flag), field("origin", "", &E::origin, FieldKind::Hidden),
        field("feedback_places", "Answers about", &E::feedbackPlaces, FieldKind::List));
};
template <> struct FieldsOf<EmotionPoint> {
    using E = EmotionPoint;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("persona", "Persona", &E::persona, FieldKind::Reference),
        field("stage", "Stage", &E::stage, FieldKind::Reference), field("value", "Emotion", &E::value, FieldKind::Number),
        field("text", "Words", &E::text, FieldKind::Line));
};
template <> struct FieldsOf<Link> {
    using E = Link;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("from_element", "From", &E::from, FieldKind::Reference), field("to_element", "To", &E::to, FieldKind::Reference),
        field("kind", "Kind", &E::kind, FieldKind::Choice), field("text", "Text", &E::text, FieldKind::Line));
};
template <> struct FieldsOf<Note> {
    using E = Note;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("x", "", &E::x, FieldKind::Hidden), field("y", "", &E::y, FieldKind::Hidden),
        field("width", "", &E::width, FieldKind::Hidden), field("height", "", &E::height, FieldKind::Hidden),
        field("text", "Text", &E::text, FieldKind::Paragraph), field("colour", "Colour", &E::colour, FieldKind::Whole),
        field("parked", "Parked", &E::parked, FieldKind::Flag),
        field("locked", "Locked", &E::locked, FieldKind::Flag));
};
template <> struct FieldsOf<Comment> {
    using E = Comment;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("map", "", &E::map, FieldKind::Hidden),
        field("element", "", &E::element, FieldKind::Hidden), field("author", "Author", &E::author, FieldKind::Line),
        field("text", "Text", &E::text, FieldKind::Paragraph), field("at", "", &E::at, FieldKind::Hidden),
        field("resolved", "Resolved", &E::resolved, FieldKind::Flag));
};
template <> struct FieldsOf<Tag> {
    using E = Tag;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("rank", "", &E::rank, FieldKind::Hidden),
        field("name", "Name", &E::name, FieldKind::Line), field("colour", "Colour", &E::colour, FieldKind::Whole));
};
template <> struct FieldsOf<Dataset> {
    using E = Dataset;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("rank", "", &E::rank, FieldKind::Hidden),
        field("name", "Name", &E::name, FieldKind::Line), field("file_name", "File", &E::fileName, FieldKind::Reference),
        field("kind", "Kind", &E::kind, FieldKind::Hidden), field("imported_at", "Imported", &E::importedAt, FieldKind::Hidden),
        field("first_event", "First event", &E::firstEvent, FieldKind::Hidden),
        field("last_event", "Last event", &E::lastEvent, FieldKind::Hidden),
        field("row_count", "Rows", &E::rows, FieldKind::Hidden), field("skipped", "Skipped", &E::skipped, FieldKind::Hidden),
        field("units", "Customers", &E::units, FieldKind::Hidden), field("plan", "", &E::plan, FieldKind::Hidden),
        field("source", "", &E::source, FieldKind::Hidden), field("previous", "", &E::previous, FieldKind::Hidden));
};
template <> struct FieldsOf<Image> {
    using E = Image;
    static constexpr auto all = std::make_tuple(
        field("id", "", &E::id, FieldKind::Hidden), field("name", "Name", &E::name, FieldKind::Line),
        field("media_type", "Type", &E::mediaType, FieldKind::Hidden), field("bytes", "", &E::bytes, FieldKind::Hidden));
};
// Parts: written as JSON objects wherever they stand.
template <> struct FieldsOf<SourcePart> {
    using E = SourcePart;
    static constexpr auto all = std::make_tuple(
        field("how", "", &E::how, FieldKind::Hidden), field("file", "", &E::file, FieldKind::Hidden),
        field("at", "", &E::at, FieldKind::Hidden), field("rows", "", &E::rows, FieldKind::Hidden),
        field("used", "", &E::used, FieldKind::Hidden), field("customers", "", &E::customers, FieldKind::Hidden),
        field("first", "", &E::first, FieldKind::Hidden), field("last", "", &E::last, FieldKind::Hidden));
};
template <> struct FieldsOf<PropertyFilter> {
    using E = PropertyFilter;
    static constexpr auto all = std::make_tuple(field("column", "", &E::column, FieldKind::Hidden),
                                                field("op", "", &E::op, FieldKind::Hidden),
                                                field("value", "", &E::value, FieldKind::Hidden));
};
template <> struct FieldsOf<EventBinding> {
    using E = EventBinding;
    static constexpr auto all = std::make_tuple(field("events", "", &E::events, FieldKind::Hidden),
                                                field("filters", "", &E::filters, FieldKind::Hidden));
};
template <> struct FieldsOf<ScoreOverride> {
    using E = ScoreOverride;
    static constexpr auto all = std::make_tuple(field("value", "", &E::value, FieldKind::Hidden),
                                                field("reason", "", &E::reason, FieldKind::Hidden));
};
template <> struct FieldsOf<FunnelSetup> {
    using E = FunnelSetup;
    static constexpr auto all = std::make_tuple(
        field("dataset", "", &E::dataset, FieldKind::Hidden), field("window_ms", "", &E::windowMs, FieldKind::Hidden),
        field("window_from", "", &E::windowFrom, FieldKind::Hidden), field("order", "", &E::order, FieldKind::Hidden),
        field("attempt", "", &E::attempt, FieldKind::Hidden), field("count", "", &E::count, FieldKind::Hidden),
        field("breakdown", "", &E::breakdown, FieldKind::Hidden),
        field("breakdown_at", "", &E::breakdownAt, FieldKind::Hidden), field("open", "", &E::open, FieldKind::Hidden),
        field("hold", "", &E::hold, FieldKind::Hidden), field("exclusions", "", &E::exclusions, FieldKind::Hidden),
        field("from", "", &E::from, FieldKind::Hidden), field("to", "", &E::to, FieldKind::Hidden),
        field("all_inside", "", &E::allInside, FieldKind::Hidden),
        field("tie_tolerance_ms", "", &E::tieToleranceMs, FieldKind::Hidden),
        field("over_time", "", &E::overTime, FieldKind::Hidden), field("zone", "", &E::zone, FieldKind::Hidden),
        field("compare", "", &E::compare, FieldKind::Hidden));
};
template <> struct FieldsOf<ExclusionSetup> {
    using E = ExclusionSetup;
    static constexpr auto all = std::make_tuple(
        field("what", "", &E::what, FieldKind::Hidden), field("from", "", &E::from, FieldKind::Hidden),
        field("to", "", &E::to, FieldKind::Hidden), field("action", "", &E::action, FieldKind::Hidden));
};
template <> struct FieldsOf<ComparisonSetup> {
    using E = ComparisonSetup;
    static constexpr auto all = std::make_tuple(
        field("with", "", &E::with, FieldKind::Hidden), field("dataset", "", &E::dataset, FieldKind::Hidden),
        field("from", "", &E::from, FieldKind::Hidden), field("to", "", &E::to, FieldKind::Hidden),
        field("before", "", &E::before, FieldKind::Hidden), field("after", "", &E::after, FieldKind::Hidden));
};
template <> struct FieldsOf<RetentionSetup> {
    using E = RetentionSetup;
    static constexpr auto all = std::make_tuple(
        field("start", "", &E::start, FieldKind::Hidden), field("back", "", &E::back, FieldKind::Hidden),
        field("who", "", &E::who, FieldKind::Hidden), field("measure", "", &E::measure, FieldKind::Hidden),
        field("period", "", &E::period, FieldKind::Hidden), field("periods", "", &E::periods, FieldKind::Hidden));
};
template <> struct FieldsOf<PathsSetup> {
    using E = PathsSetup;
    static constexpr auto all = std::make_tuple(
        field("anchor", "", &E::anchor, FieldKind::Hidden), field("direction", "", &E::direction, FieldKind::Hidden),
        field("depth", "", &E::depth, FieldKind::Hidden), field("every_anchor", "", &E::everyAnchor, FieldKind::Hidden),
        field("window_ms", "", &E::windowMs, FieldKind::Hidden),
        field("join_repeats", "", &E::joinRepeats, FieldKind::Hidden), field("hidden", "", &E::hidden, FieldKind::Hidden));
};
template <> struct FieldsOf<TrendSetup> {
    using E = TrendSetup;
    static constexpr auto all = std::make_tuple(field("series", "", &E::series, FieldKind::Hidden),
                                                field("measure", "", &E::measure, FieldKind::Hidden),
                                                field("period", "", &E::period, FieldKind::Hidden));
};
template <> struct FieldsOf<QuestionSetup> {
    using E = QuestionSetup;
    static constexpr auto all = std::make_tuple(field("retention", "", &E::retention, FieldKind::Hidden),
                                                field("paths", "", &E::paths, FieldKind::Hidden),
                                                field("trend", "", &E::trend, FieldKind::Hidden));
};

} // namespace cairn
