#include <functional>
#include <unordered_map>

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {
namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

/// Text -> code, in order of first appearance.
class Codes {
public:
    /// Calls whenNew(text) the first time a text is met.
    template <class WhenNew> std::uint32_t of(std::string_view text, WhenNew whenNew) {
        if (const auto found = m_codes.find(text); found != m_codes.end())
            return found->second;
        const auto code = static_cast<std::uint32_t>(m_codes.size());
        m_codes.emplace(std::string(text), code);
        whenNew(text);
        return code;
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_codes.size()); }

private:
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> m_codes;
};

} // namespace

struct EventLogBuilder::State {
    EventLog log;
    std::vector<std::uint32_t> unit, name;
    std::vector<TimeMs> time;
    std::vector<std::vector<std::uint32_t>> properties;
    Codes units, names;
    std::vector<Codes> values;

    void flush() {
        if (unit.empty())
            return;
        std::vector<std::span<const std::uint32_t>> columns(properties.begin(), properties.end());
        log.chunks.push_back(encodeChunk(unit, time, name, columns));
        unit.clear();
        time.clear();
        name.clear();
        for (auto& column : properties)
            column.clear();
    }
};

EventLogBuilder::EventLogBuilder(std::vector<std::string> propertyNames,
                                 std::optional<std::size_t> sessionProperty)
    : m_state(std::make_unique<State>()) {
    if (sessionProperty && *sessionProperty >= propertyNames.size())
        throw Error(ErrorCode::Internal, "build an event log",
                    "The session column is none of the properties.");
    for (std::size_t i = 0; i < propertyNames.size(); ++i)
        m_state->log.properties.push_back(
            {std::move(propertyNames[i]), {}, sessionProperty == i, 0});
    m_state->properties.resize(m_state->log.properties.size());
    m_state->values.resize(m_state->log.properties.size());
}

EventLogBuilder::EventLogBuilder(EventLogBuilder&&) noexcept = default;
EventLogBuilder& EventLogBuilder::operator=(EventLogBuilder&&) noexcept = default;
EventLogBuilder::~EventLogBuilder() = default;

void EventLogBuilder::add(std::string_view unit, TimeMs time, std::string_view name,
                          std::span<const std::string_view> values) {
    State& s = *m_state;
    if (values.size() != s.log.properties.size())
        throw Error(ErrorCode::Internal, "build an event log",
                    "A row has more or fewer values than there are properties.");
    s.unit.push_back(s.units.of(unit, [](std::string_view) {}));
    s.log.units = s.units.size();
    s.time.push_back(time);
    s.name.push_back(
        s.names.of(name, [&](std::string_view text) { s.log.names.emplace_back(text); }));
    for (std::size_t i = 0; i < values.size(); ++i) {
        PropertyColumn& column = s.log.properties[i];
        const auto remember = [&](std::string_view text) {
            if (column.isSession)
                ++column.sessionCount;
            else
                column.values.emplace_back(text);
        };
        s.properties[i].push_back(values[i].empty() ? kNoValue
                                                    : s.values[i].of(values[i], remember));
    }
    if (s.unit.size() == kChunkRows)
        s.flush();
}

EventLog EventLogBuilder::finish() {
    m_state->flush();
    EventLog log = std::move(m_state->log);
    std::vector<std::string> names;
    for (const PropertyColumn& column : log.properties)
        names.push_back(column.name);
    *this = EventLogBuilder(std::move(names), log.sessionColumn());
    return log;
}

} // namespace cairn
