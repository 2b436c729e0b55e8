#include "questions_world.hpp"

#include <array>

#include "core/analytics/log_walk.hpp"

namespace cairn::questions {

EventLog logOf(const Rows& rows, const std::map<int, std::string>& plans) {
    EventLogBuilder builder({"colour"});
    for (const Row& row : rows) {
        const std::string_view values[] = {row.colour};
        builder.add("u" + std::to_string(row.unit), row.time, row.name, values);
    }
    EventLog log = builder.finish();
    if (plans.empty())
        return log;
    UnitProperty property{
        "plan", {"free", "paid"}, std::vector<std::uint32_t>(log.units, kNoValue)};
    std::vector<int> order; // units are numbered as they come
    for (const Row& row : rows)
        if (std::find(order.begin(), order.end(), row.unit) == order.end())
            order.push_back(row.unit);
    for (std::size_t i = 0; i < order.size(); ++i)
        if (const auto at = plans.find(order[i]); at != plans.end())
            property.codes[i] = at->second == "free" ? 0 : 1;
    log.unitProperties.push_back(property);
    return log;
}

TimeMs at(const char* iso) {
    return *parseIso(iso);
}

World::World(Dice& dice) {
    static const std::pair<const char*, const char*> kPlaces[] = {
        {"UTC", "1969-12-31"},           {"Europe/Berlin", "2024-03-31"},
        {"Europe/Berlin", "2044-10-30"}, {"America/St_Johns", "2006-10-29"},
        {"Pacific/Apia", "2011-12-30"},  {"America/Sao_Paulo", "2018-11-04"}};
    const auto& [name, day] = kPlaces[dice.roll(6)];
    zone = TimeZone::named(name);
    period = static_cast<Period>(dice.roll(3));
    const TimeMs unit = dice.chance(50)         ? 6 * kHourMs
                        : period == Period::Day ? kHourMs / 2
                                                : 2 * kDayMs;
    const TimeMs centre = at(day) + dice.roll(24) * kHourMs;
    const int count = dice.roll(60), units = 1 + dice.roll(8);
    for (int i = 0; i < count; ++i)
        rows.push_back({dice.roll(units), centre + (dice.roll(40) - 20) * unit,
                        std::string(1, static_cast<char>('a' + dice.roll(4))),
                        dice.chance(30)   ? ""
                        : dice.chance(50) ? "red"
                                          : "blue"});
    for (int u = 0; u < units; ++u)
        if (dice.chance(70))
            plans[u] = dice.chance(50) ? "free" : "paid";
    if (dice.chance(25))
        from = centre - dice.roll(20) * unit;
    if (dice.chance(25))
        to = centre + dice.roll(20) * unit;
}

bool World::is(const Row& row, const FunnelStep& step) const {
    if (!step.events.empty() &&
        std::find(step.events.begin(), step.events.end(), row.name) == step.events.end())
        return false;
    for (const StepFilter& f : step.filters) {
        const auto plan = plans.find(row.unit);
        const std::string value = f.column == "colour"  ? row.colour
                                  : plan == plans.end() ? ""
                                                        : plan->second;
        if ((value == f.value) == f.isNot)
            return false;
    }
    return true;
}

EventLog World::log(Dice& dice) const {
    if (rows.empty())
        return logOf(rows);
    EventLog whole = logOf(rows, plans), cut = whole;
    ChunkDecoder decoder;
    const std::size_t wanted[] = {0};
    const ChunkRows& all = decoder.decode(whole, 0, wanted);
    cut.chunks.clear();
    for (std::size_t begin = 0; begin < all.name.size();) {
        const std::size_t size = std::min(all.name.size() - begin, std::size_t(1 + dice.roll(12)));
        const std::span<const std::uint32_t> colours[] = {all.properties[0].subspan(begin, size)};
        cut.chunks.push_back(encodeChunk(all.unit.subspan(begin, size),
                                         all.time.subspan(begin, size),
                                         all.name.subspan(begin, size), colours));
        begin += size;
    }
    return cut;
}

FunnelStep someStep(Dice& dice, bool withPlans) {
    FunnelStep step;
    for (int n = dice.roll(3); n > 0; --n)
        step.events.push_back(
            std::string(1, static_cast<char>('a' + dice.roll(5)))); // e never occurs
    if (dice.chance(25))
        step.filters.push_back({"colour", dice.chance(40), dice.chance(30) ? "" : "red"});
    if (withPlans && dice.chance(20))
        step.filters.push_back({"plan", dice.chance(40), dice.chance(30) ? "" : "paid"});
    return step;
}

unsigned someThreads(Dice& dice) {
    return std::array<unsigned, 5>{1, 1, 1, 2, 7}[static_cast<std::size_t>(dice.roll(5))];
}
std::size_t someBudget(Dice& dice) {
    return dice.chance(50)   ? 1
           : dice.chance(50) ? 300
                             : kNotesBytes; // one unit, a few, all at a time
}

} // namespace cairn::questions
