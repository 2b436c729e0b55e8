// Days, weeks and months in places whose clocks jump. Literal values come from Python's zoneinfo,
// an engine of its own: the date of an instant by astimezone, the start of a day by trying every
// minute.
#include <catch2/catch.hpp>

#include <random>

#include "cairn/base/error.hpp"
#include "cairn/base/time_zone.hpp"
#include "core/base/zone_rule.hpp"

using namespace cairn;

namespace {

struct Known {
    const char* zone;
    TimeMs instant;
    std::int64_t day;
};
struct KnownStart {
    const char* zone;
    std::int64_t day;
    TimeMs start;
};

// clang-format off
constexpr Known kDays[] = {
    {"Europe/Berlin", 1711839599000, 19812}, // 2024-03-30T22:59:59Z -> 2024-03-30
    {"Europe/Berlin", 1711839600000, 19813}, // 2024-03-30T23:00:00Z -> 2024-03-31
    {"Europe/Berlin", 1711922399000, 19813}, // 2024-03-31T21:59:59Z -> 2024-03-31
    {"Europe/Berlin", 1711922400000, 19814}, // 2024-03-31T22:00:00Z -> 2024-04-01
    {"Europe/Berlin", 1729979999000, 20022}, // 2024-10-26T21:59:59Z -> 2024-10-26
    {"Europe/Berlin", 1729980000000, 20023}, // 2024-10-26T22:00:00Z -> 2024-10-27
    {"Europe/Berlin", 1730069999000, 20023}, // 2024-10-27T22:59:59Z -> 2024-10-27
    {"Europe/Berlin", 1730070000000, 20024}, // 2024-10-27T23:00:00Z -> 2024-10-28
    {"Asia/Kathmandu", 1704132899000, 19723}, // 2024-01-01T18:14:59Z -> 2024-01-01
    {"Asia/Kathmandu", 1704132900000, 19724}, // 2024-01-01T18:15:00Z -> 2024-01-02
    {"Africa/Cairo", 1714082399000, 19838}, // 2024-04-25T21:59:59Z -> 2024-04-25
    {"Africa/Cairo", 1714082400000, 19839}, // 2024-04-25T22:00:00Z -> 2024-04-26
    {"America/Sao_Paulo", 1541300399000, 17838}, // 2018-11-04T02:59:59Z -> 2018-11-03
    {"America/Sao_Paulo", 1541300400000, 17839}, // 2018-11-04T03:00:00Z -> 2018-11-04
    {"America/Sao_Paulo", 1550372399000, 17943}, // 2019-02-17T02:59:59Z -> 2019-02-16
    {"America/Sao_Paulo", 1550372400000, 17944}, // 2019-02-17T03:00:00Z -> 2019-02-17
    {"Pacific/Apia", 1325239199000, 15337}, // 2011-12-30T09:59:59Z -> 2011-12-29
    {"Pacific/Apia", 1325239200000, 15339}, // 2011-12-30T10:00:00Z -> 2011-12-31
    {"America/New_York", -142113601000, -1646}, // 1965-07-01T03:59:59Z -> 1965-06-30
    {"America/New_York", -142113600000, -1645}, // 1965-07-01T04:00:00Z -> 1965-07-01
    {"Europe/Berlin", 2383682399000, 27588}, // 2045-07-14T21:59:59Z -> 2045-07-14
    {"Europe/Berlin", 2383682400000, 27589}, // 2045-07-14T22:00:00Z -> 2045-07-15
    {"Europe/Berlin", 2396905199000, 27741}, // 2045-12-14T22:59:59Z -> 2045-12-14
    {"Europe/Berlin", 2396905200000, 27742}, // 2045-12-14T23:00:00Z -> 2045-12-15
    {"Australia/Sydney", 2524654799000, 29220}, // 2050-01-01T12:59:59Z -> 2050-01-01
    {"Australia/Sydney", 2524654800000, 29221}, // 2050-01-01T13:00:00Z -> 2050-01-02
    {"Australia/Sydney", 2537704799000, 29371}, // 2050-06-01T13:59:59Z -> 2050-06-01
    {"Australia/Sydney", 2537704800000, 29372}, // 2050-06-01T14:00:00Z -> 2050-06-02
    {"America/St_Johns", 2224722599000, 25748}, // 2040-07-01T02:29:59Z -> 2040-06-30
    {"America/St_Johns", 2224722600000, 25749}, // 2040-07-01T02:30:00Z -> 2040-07-01
};
constexpr KnownStart kStarts[] = {
    {"Europe/Berlin", 19813, 1711839600000}, // 2024-03-31 from 2024-03-30T23:00:00Z
    {"Europe/Berlin", 19814, 1711922400000}, // 2024-04-01 from 2024-03-31T22:00:00Z
    {"Europe/Berlin", 20023, 1729980000000}, // 2024-10-27 from 2024-10-26T22:00:00Z
    {"Europe/Berlin", 20024, 1730070000000}, // 2024-10-28 from 2024-10-27T23:00:00Z
    {"Asia/Kathmandu", 19724, 1704132900000}, // 2024-01-02 from 2024-01-01T18:15:00Z
    {"Africa/Cairo", 19839, 1714082400000}, // 2024-04-26 from 2024-04-25T22:00:00Z
    {"Africa/Cairo", 19840, 1714165200000}, // 2024-04-27 from 2024-04-26T21:00:00Z
    {"America/Sao_Paulo", 17839, 1541300400000}, // 2018-11-04 from 2018-11-04T03:00:00Z
    {"America/Sao_Paulo", 17840, 1541383200000}, // 2018-11-05 from 2018-11-05T02:00:00Z
    {"America/Sao_Paulo", 17943, 1550282400000}, // 2019-02-16 from 2019-02-16T02:00:00Z
    {"America/Sao_Paulo", 17944, 1550372400000}, // 2019-02-17 from 2019-02-17T03:00:00Z
    {"America/Havana", 20030, 1730606400000}, // 2024-11-03 from 2024-11-03T04:00:00Z
    {"America/Havana", 19792, 1710046800000}, // 2024-03-10 from 2024-03-10T05:00:00Z
    {"Pacific/Apia", 15337, 1325152800000}, // 2011-12-29 from 2011-12-29T10:00:00Z
    {"Pacific/Apia", 15338, 1325239200000}, // 2011-12-30 from 2011-12-30T10:00:00Z
    {"Pacific/Apia", 15339, 1325239200000}, // 2011-12-31 from 2011-12-30T10:00:00Z
    {"Pacific/Apia", 15340, 1325325600000}, // 2012-01-01 from 2011-12-31T10:00:00Z
    {"America/St_Johns", 13450, 1162089000000}, // 2006-10-29 from 2006-10-29T02:30:00Z
    {"Europe/Berlin", 33054, 2855858400000}, // 2060-07-01 from 2060-06-30T22:00:00Z
    {"America/New_York", -1645, -142113600000}, // 1965-07-01 from 1965-07-01T04:00:00Z
    {"Asia/Beirut", 19813, 1711836000000}, // 2024-03-31 from 2024-03-30T22:00:00Z
};
// clang-format on

/// By trying every change of date: which day's [start, next start) holds the instant.
std::int64_t slowPeriod(const TimeZone& zone, Period period, TimeMs instant) {
    std::int64_t number = periodOf(instant / kDayMs - 2, period) - 1;
    while (zone.startOf(firstDayOf(number + 1, period)) <= instant)
        ++number;
    return number;
}

} // namespace

TEST_CASE("the date of an instant is the one on the local calendar") {
    for (const Known& known : kDays) {
        INFO(known.zone << " " << isoUtc(known.instant));
        CHECK(TimeZone::named(known.zone).dayOf(known.instant) == known.day);
    }
}

TEST_CASE("a day begins with its first instant, also where midnight is skipped or comes twice") {
    for (const KnownStart& known : kStarts) {
        INFO(known.zone << " day " << known.day);
        CHECK(isoUtc(TimeZone::named(known.zone).startOf(known.day)) == isoUtc(known.start));
    }
}

TEST_CASE("a day that a place never had is empty and holds no instant") {
    // Samoa went from Thursday 29 December 2011 straight to Saturday the 31st.
    const TimeZone apia = TimeZone::named("Pacific/Apia");
    const std::int64_t missing = daysFromCivil(2011, 12, 30);
    CHECK(apia.startOf(missing) == apia.startOf(missing + 1));
    CHECK(apia.dayOf(apia.startOf(missing)) == missing + 1);
    CHECK(apia.dayOf(apia.startOf(missing) - 1) == missing - 1);
    PeriodCutter cutter(apia, Period::Day);
    CHECK(cutter.of(apia.startOf(missing)) == missing + 1);
    CHECK(cutter.of(apia.startOf(missing) - 1) == missing - 1);
    // The week that lost it is six days long.
    const std::int64_t week = periodOf(missing, Period::Week);
    CHECK(apia.startOf(firstDayOf(week + 1, Period::Week)) -
              apia.startOf(firstDayOf(week, Period::Week)) ==
          6 * kDayMs);
}

TEST_CASE("an hour that comes again after midnight stays with the new day") {
    // St. John's put its clocks back from 00:01 to 23:01 on 29 October 2006: 02:31 UTC was 23:01 of
    // the 28th again.
    const TimeZone zone = TimeZone::named("America/St_Johns");
    const std::int64_t day = daysFromCivil(2006, 10, 29);
    const TimeMs midnight = *parseIso("2006-10-29T02:30:00Z");
    CHECK(zone.dayOf(midnight - 1) == day - 1);
    CHECK(zone.dayOf(midnight) == day);
    CHECK(zone.dayOf(midnight + kMinuteMs) == day);
    CHECK(zone.dayOf(midnight + 30 * kMinuteMs) == day);
    CHECK(zone.startOf(day + 1) - zone.startOf(day) == 25 * kHourMs);
}

TEST_CASE("days are 23 and 25 hours long when clocks change") {
    const TimeZone berlin = TimeZone::named("Europe/Berlin");
    const auto length = [&](int y, unsigned m, unsigned d) {
        const std::int64_t day = daysFromCivil(y, m, d);
        return berlin.startOf(day + 1) - berlin.startOf(day);
    };
    CHECK(length(2024, 3, 30) == 24 * kHourMs);
    CHECK(length(2024, 3, 31) == 23 * kHourMs);
    CHECK(length(2024, 10, 27) == 25 * kHourMs);
    CHECK(length(2050, 3, 27) == 23 * kHourMs);
    CHECK(length(2050, 10, 30) == 25 * kHourMs);
}

TEST_CASE("weeks begin on Monday and months run over the year's end, also before 1970") {
    struct Row {
        int year;
        unsigned month, day;
        std::int64_t week, months;
    };
    // Weeks counted from Monday 1969-12-29; by hand and with Python's date.
    const Row rows[] = {{1970, 1, 1, 0, 0},        {1969, 12, 29, 0, -1},
                        {1969, 12, 28, -1, -1},    {2024, 12, 29, 2869, 659},
                        {2024, 12, 30, 2870, 659}, {2025, 1, 5, 2870, 660},
                        {2024, 2, 29, 2826, 649},  {1900, 3, 1, -3644, -838}};
    for (const Row& row : rows) {
        const std::int64_t day = daysFromCivil(row.year, row.month, row.day);
        INFO(row.year << "-" << row.month << "-" << row.day);
        CHECK(periodOf(day, Period::Day) == day);
        CHECK(periodOf(day, Period::Week) == row.week);
        CHECK(periodOf(day, Period::Month) == row.months);
    }
    CHECK(firstDayOf(0, Period::Week) == -3);
    CHECK(firstDayOf(-1, Period::Week) == -10);
    CHECK(firstDayOf(-1, Period::Month) == daysFromCivil(1969, 12, 1));
    CHECK(firstDayOf(-12, Period::Month) == daysFromCivil(1969, 1, 1));
    CHECK(firstDayOf(-13, Period::Month) == daysFromCivil(1968, 12, 1));
    CHECK(firstDayOf(659, Period::Month) == daysFromCivil(2024, 12, 1));
    for (std::int64_t number = -2000; number < 2000; ++number)
        for (const Period period : {Period::Day, Period::Week, Period::Month}) {
            REQUIRE(periodOf(firstDayOf(number, period), period) == number);
            REQUIRE(periodOf(firstDayOf(number, period) - 1, period) == number - 1);
        }
}

TEST_CASE("UTC days divide downwards") {
    const TimeZone utc;
    CHECK(utc.dayOf(0) == 0);
    CHECK(utc.dayOf(-1) == -1);
    CHECK(utc.dayOf(-kDayMs) == -1);
    CHECK(utc.dayOf(-kDayMs - 1) == -2);
    CHECK(utc.startOf(-2) == -2 * kDayMs);
}

TEST_CASE("cutting into periods does not depend on what was cut before") {
    std::mt19937_64 random(11);
    for (const char* name : {"UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns",
                             "Pacific/Apia", "America/Sao_Paulo", "America/Havana"}) {
        const TimeZone zone = TimeZone::named(name);
        for (const Period period : {Period::Day, Period::Week, Period::Month}) {
            PeriodCutter cutter(zone, period);
            TimeMs at = 0;
            for (int i = 0; i < 400; ++i) {
                // Leaps over 1940..2080, and small steps about the changes of 2006 and 2011.
                const TimeMs centre = i % 2 ? 1'162'089'000'000 : 1'325'239'200'000;
                if (i % 3 == 0)
                    at = std::uniform_int_distribution<TimeMs>(-946'771'200'000,
                                                               3'471'292'800'000)(random);
                else
                    at = centre +
                         std::uniform_int_distribution<TimeMs>(-3 * kHourMs, 3 * kHourMs)(random);
                INFO(name << " " << nameOf(period) << " " << isoUtc(at));
                REQUIRE(cutter.of(at) == slowPeriod(zone, period, at));
                REQUIRE(cutter.of(at) == periodOf(zone.dayOf(at), period));
            }
        }
    }
}

TEST_CASE("every zone's days follow each other without a hole") {
    for (const std::string& name : TimeZone::names()) {
        const TimeZone zone = TimeZone::named(name);
        std::mt19937_64 random(5);
        for (int i = 0; i < 40; ++i) {
            const auto day = std::uniform_int_distribution<std::int64_t>(-60'000, 60'000)(random);
            const TimeMs start = zone.startOf(day), end = zone.startOf(day + 1);
            INFO(name << " day " << day);
            REQUIRE(start <= end);
            if (start == end)
                continue; // the date line was crossed
            REQUIRE(zone.dayOf(start) == day);
            REQUIRE(zone.dayOf(end - 1) == day);
        }
    }
}

TEST_CASE("the first and last instants there are have a day") {
    for (const char* name : {"UTC", "Europe/Berlin", "Pacific/Apia", "America/Los_Angeles"}) {
        const TimeZone zone = TimeZone::named(name);
        for (const TimeMs at :
             {std::numeric_limits<TimeMs>::min(), std::numeric_limits<TimeMs>::max()})
            CHECK(std::abs(zone.dayOf(at) - (at < 0 ? -106'751'991'168 : 106'751'991'167)) <= 1);
    }
}

TEST_CASE("a zone that there is not is refused with its neighbours' names") {
    try {
        TimeZone::named("Berlin");
        FAIL("there is no zone of that name");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::BadInput);
        CHECK(error.advice().find("Europe/Berlin") != std::string::npos);
    }
    CHECK(TimeZone::named("").name() == "UTC");
    CHECK_THROWS_AS(TimeZone::named("../etc/passwd"), Error);
}

TEST_CASE("a zone's closing rule is read as POSIX says") {
    // 2050: the last Sundays of March and October are the 27th and the 30th.
    const auto berlin = parseZoneRule("CET-1CEST,M3.5.0,M10.5.0/3");
    REQUIRE(berlin);
    const auto second = [](const char* iso) { return *parseIso(iso) / kSecondMs; };
    CHECK(berlin->offsetAt(second("2050-03-27T00:59:59Z")) == 3600);
    CHECK(berlin->offsetAt(second("2050-03-27T01:00:00Z")) == 7200);
    CHECK(berlin->offsetAt(second("2050-10-30T00:59:59Z")) == 7200);
    CHECK(berlin->offsetAt(second("2050-10-30T01:00:00Z")) == 3600);
    CHECK(berlin->nextChange(second("2050-06-01T00:00:00Z")) == second("2050-10-30T01:00:00Z"));
    // The south's summer lies over the new year: first Sundays of October and April 2050 are the
    // 2nd and the 3rd.
    const auto sydney = parseZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3");
    REQUIRE(sydney);
    CHECK(sydney->offsetAt(second("2050-01-01T00:00:00Z")) == 39600);
    CHECK(sydney->offsetAt(second("2050-04-02T16:00:00Z")) == 36000);
    CHECK(sydney->offsetAt(second("2050-10-01T15:59:59Z")) == 36000);
    CHECK(sydney->offsetAt(second("2050-10-01T16:00:00Z")) == 39600);
    const auto kathmandu = parseZoneRule("<+0545>-5:45");
    REQUIRE(kathmandu);
    CHECK(kathmandu->offsetAt(0) == 20700);
    // Hours below zero and above 24: Nuuk changes on the Saturday before, Gaza-style rules late in
    // the week.
    const auto nuuk = parseZoneRule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
    REQUIRE(nuuk);
    CHECK(nuuk->offsetAt(second("2050-03-27T00:59:59Z")) == -7200);
    CHECK(nuuk->offsetAt(second("2050-03-27T01:00:00Z")) == -3600);
    const auto julian = parseZoneRule("AAA3BBB,J60/0,364/0");
    REQUIRE(julian);
    CHECK(julian->offsetAt(second("2052-03-01T02:59:59Z")) ==
          -10800); // leap year: J60 is 1 March all the same
    CHECK(julian->offsetAt(second("2052-03-01T03:00:00Z")) == -7200);
    CHECK(julian->offsetAt(second("2052-12-30T01:59:59Z")) ==
          -7200); // day 364 of a leap year is 30 December
    CHECK(julian->offsetAt(second("2052-12-30T02:00:00Z")) == -10800);
    for (const char* bad :
         {"", "C", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
          "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "<+05-5"})
        CHECK_FALSE(parseZoneRule(bad));
}
