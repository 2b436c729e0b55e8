#include "cairn/model/fields.hpp"
#include "cairn/model/names.hpp"
#include "core/store/store_support.hpp"
#include "support/random_project.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// Puts a value into every field that differs from the one it starts with, however deep.
class Filler {
public:
    template <class T> void fill(T& value) {
        ++m_count;
        if constexpr (requires { FieldsOf<T>::all; }) {
            forEachField<T>([&](const auto& field) { fill(value.*field.member); });
        } else if constexpr (
            requires { value.value().value; } || requires { value.emplace(); }) {
            fill(value.emplace());
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = "text " + std::to_string(m_count) + " “Größe” 日本 'quoted' \"double\" \n";
        } else if constexpr (std::is_same_v<T, bool>) {
            value = !value;
        } else if constexpr (std::is_enum_v<T>) {
            value = value == allOf<T>().back() ? allOf<T>().front() : allOf<T>().back();
        } else if constexpr (std::is_floating_point_v<T>) {
            value = 0.1 * m_count;
        } else if constexpr (std::is_integral_v<T>) {
            value = -static_cast<T>(m_count) * 1'000'000'007;
        } else if constexpr (requires { value.first; }) {
            fill(value.first);
            fill(value.second);
        } else if constexpr (requires { value.emplace_back(); }) {
            fill(value.emplace_back());
            fill(value.emplace_back());
        } else {
            value.value = ((std::uint64_t{1} << 52) - 1) - static_cast<std::uint64_t>(m_count);
        }
    }

private:
    int m_count = 0;
};

Project filledProject() {
    Filler filler;
    Project project;
    filler.fill(project.facts);
    forEachTable(project, [&]<class T>(const char*, Table<T>& table) {
        for (int i = 0; i < 2; ++i) {
            T element;
            filler.fill(element);
            table.put(std::move(element));
        }
    });
    // An image may hold any bytes.
    Image image = **project.images.begin();
    image.bytes = std::string("\x89PNG\0\xff\xfe", 7);
    project.images.put(image);
    return project;
}

EventLog shopEvents() {
    EventLog log;
    log.units = 3;
    log.names = {"view", "buy", ""};
    log.properties = {{"plan", {"free", "paid"}, false, 0}, {"session", {}, true, 2}};
    const auto bytes = [](std::initializer_list<int> values) {
        BlobBytes result;
        for (const int value : values)
            result.push_back(static_cast<std::byte>(value));
        return result;
    };
    for (int chunk = 0; chunk < 3; ++chunk) {
        Chunk c;
        c.rows = chunk == 2 ? 1 : 32768;
        c.unit = {1, 0, 2, bytes({1, 2, chunk})};
        c.time = {2, -5'000'000'000'000, 5'000'000'000'000, bytes({0, 255, chunk})};
        c.name = {255, 0, 2, {}};
        c.properties = {{0, 0, 1, bytes({7})}, {3, INT64_MIN, INT64_MAX, bytes({9, 9})}};
        log.chunks.push_back(c);
    }
    return log;
}

bool same(const ColumnBlob& a, const ColumnBlob& b) {
    return a.encoding == b.encoding && a.minimum == b.minimum && a.maximum == b.maximum &&
           a.bytes == b.bytes;
}

void requireSame(const EventLog& a, const EventLog& b) {
    REQUIRE(a.units == b.units);
    REQUIRE(a.names == b.names);
    REQUIRE(a.properties.size() == b.properties.size());
    for (std::size_t i = 0; i < a.properties.size(); ++i) {
        REQUIRE(a.properties[i].name == b.properties[i].name);
        REQUIRE(a.properties[i].values == b.properties[i].values);
        REQUIRE(a.properties[i].isSession == b.properties[i].isSession);
        REQUIRE(a.properties[i].sessionCount == b.properties[i].sessionCount);
    }
    REQUIRE(a.chunks.size() == b.chunks.size());
    for (std::size_t i = 0; i < a.chunks.size(); ++i) {
        REQUIRE(a.chunks[i].rows == b.chunks[i].rows);
        REQUIRE(same(a.chunks[i].unit, b.chunks[i].unit));
        REQUIRE(same(a.chunks[i].time, b.chunks[i].time));
        REQUIRE(same(a.chunks[i].name, b.chunks[i].name));
        REQUIRE(a.chunks[i].properties.size() == b.chunks[i].properties.size());
        for (std::size_t p = 0; p < a.chunks[i].properties.size(); ++p)
            REQUIRE(same(a.chunks[i].properties[p], b.chunks[i].properties[p]));
    }
}

} // namespace

TEST_CASE("every field of every element comes back as it was") {
    const TempFolder folder;
    const Project project = filledProject();
    // No field was left at its default, or its loss would go unseen.
    forEachTable(project, [&]<class T>(const char* name, const Table<T>& table) {
        REQUIRE(table.size() == 2);
        const T plain{};
        for (const auto& row : table)
            forEachField<T>([&](const auto& field) {
                INFO(name << "." << field.name);
                REQUIRE_FALSE(*row.*field.member == plain.*field.member);
            });
    });
    writeProject(folder / "full.cairn", project);
    REQUIRE(loadProject(folder / "full.cairn") == project);
}

TEST_CASE("an empty project comes back empty") {
    const TempFolder folder;
    writeProject(folder / "empty.cairn", {});
    REQUIRE(loadProject(folder / "empty.cairn") == Project{});
    REQUIRE(checkFile(folder / "empty.cairn").sound());
}

TEST_CASE("random projects come back equal, written anew or edit by edit") {
    const TempFolder folder;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        INFO("seed " << seed);
        RandomEditor editor(seed);
        Project project;
        auto copy = WorkingCopy::create(folder / "working", project);
        for (int i = 0; i < 60; ++i) {
            const Project next = editor.step(project);
            copy.record({"edit", i, diff(project, next)}, next);
            project = next;
        }
        copy.saveTo(folder / "edited.cairn", true);
        writeProject(folder / "written.cairn", project);
        REQUIRE(loadProject(folder / "edited.cairn") == project);
        REQUIRE(loadProject(folder / "written.cairn") == project);
    }
}

TEST_CASE("doing, undoing and redoing at random always leaves on disk what is in memory") {
    const TempFolder folder;
    for (std::uint64_t seed = 100; seed < 106; ++seed) {
        INFO("seed " << seed);
        RandomEditor editor(seed);
        auto copy = WorkingCopy::create(folder / "working", editor.project(10));
        std::vector<Project> states{copy.project()}; // states[i] = after i entries
        std::size_t at = 0;
        for (int i = 0; i < 80; ++i) {
            const auto choice = editor.below(4);
            if (choice == 0 && at > 0) {
                copy.undo();
                --at;
            } else if (choice == 1 && at + 1 < states.size()) {
                copy.redo();
                ++at;
            } else {
                const Project next = editor.step(states[at]);
                copy.record({"edit", i, diff(states[at], next)}, next);
                states.resize(++at);
                states.push_back(next);
            }
            REQUIRE(copy.project() == states[at]);
        }
        copy.saveTo(folder / "random.cairn", true);
        REQUIRE(loadProject(folder / "random.cairn") == states[at]);
    }
}

TEST_CASE("a dataset's packed columns come back byte for byte") {
    const TempFolder folder;
    Project project = bakery();
    auto copy = WorkingCopy::create(folder / "working", project);
    copy.putDataset(DatasetId{7}, shopEvents());
    copy.putDataset(DatasetId{8}, StepCounts{{{"Visit", "", 100}, {"Buy", "phone", 12.5}}});
    Dataset events;
    events.id = DatasetId{7};
    Dataset counts;
    counts.id = DatasetId{8};
    const Project after = put(put(project, events), counts);
    copy.record({"import", 1, diff(project, after)}, after);
    copy.saveTo(folder / "shop.cairn");

    requireSame(std::get<EventLog>(copy.dataset(DatasetId{7})), shopEvents());
    requireSame(std::get<EventLog>(loadDataset(folder / "shop.cairn", DatasetId{7})), shopEvents());

    // One question reads the columns it names, and the sessions, which have no name to ask by.
    using Names = std::vector<std::string>;
    EventLog expected = shopEvents();
    requireSame(std::get<EventLog>(loadDataset(folder / "shop.cairn", DatasetId{7}, {},
                                               Names{"plan", "no such column"})),
                expected);
    expected.properties.erase(expected.properties.begin());
    for (Chunk& chunk : expected.chunks)
        chunk.properties.erase(chunk.properties.begin());
    requireSame(std::get<EventLog>(loadDataset(folder / "shop.cairn", DatasetId{7}, {}, Names{})),
                expected);

    const auto steps = std::get<StepCounts>(loadDataset(folder / "shop.cairn", DatasetId{8})).rows;
    REQUIRE(steps.size() == 2);
    REQUIRE(steps[0].step == "Visit");
    REQUIRE(steps[1].segment == "phone");
    REQUIRE(steps[1].count == 12.5);
    REQUIRE(codeOf([&] { loadDataset(folder / "shop.cairn", DatasetId{9}); }) ==
            ErrorCode::NotFound);
}

TEST_CASE("storing a dataset stops when asked and leaves nothing behind") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "working", bakery());
    std::stop_source stop;
    JobControl job{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    REQUIRE(codeOf([&] { copy.putDataset(DatasetId{7}, shopEvents(), job); }) ==
            ErrorCode::Cancelled);
    REQUIRE(codeOf([&] { copy.dataset(DatasetId{7}); }) == ErrorCode::NotFound);
    copy.putDataset(DatasetId{7}, shopEvents());
    requireSame(std::get<EventLog>(copy.dataset(DatasetId{7})), shopEvents());
}

TEST_CASE("rows of a dataset go with the last thing that may need them") {
    const TempFolder folder;
    const auto file = folder / "shop.cairn";
    Project project = bakery();
    auto copy = WorkingCopy::create(folder / "working", project);
    copy.putDataset(DatasetId{6}, shopEvents()); // its edit never comes
    copy.putDataset(DatasetId{7}, shopEvents());
    Dataset events;
    events.id = DatasetId{7};
    const Project with = put(project, events);
    copy.record({"import", 1, diff(project, with)}, with);
    copy.record({"remove data", 2, diff(with, project)}, project);
    copy.saveTo(file);
    // Undo may bring the dataset back, so its rows are still there.
    REQUIRE_NOTHROW(loadDataset(file, DatasetId{7}));
    REQUIRE(codeOf([&] { loadDataset(file, DatasetId{6}); }) == ErrorCode::NotFound);

    Project current = project;
    for (int i = 0; i < 501; ++i) { // push both entries out of the history
        Project next = current;
        next.facts.title = "title " + std::to_string(i);
        copy.record({"rename", i, diff(current, next)}, next);
        current = next;
    }
    REQUIRE(copy.history().entries.size() == 500);
    copy.saveTo(file);
    REQUIRE(codeOf([&] { loadDataset(file, DatasetId{7}); }) == ErrorCode::NotFound);
}

TEST_CASE("a named version keeps the rows of its datasets") {
    const TempFolder folder;
    const auto file = folder / "shop.cairn";
    Dataset events;
    events.id = DatasetId{7};
    auto copy = WorkingCopy::create(folder / "working", put(bakery(), events));
    copy.putDataset(DatasetId{7}, shopEvents());
    copy.addVersion("with data");
    const Project without = bakery();
    copy.record({"remove data", 1, diff(copy.project(), without)}, without);
    for (int i = 0; i < 500; ++i)
        retitle(copy, "title " + std::to_string(i));
    copy.saveTo(file);
    REQUIRE_NOTHROW(loadDataset(file, DatasetId{7}));
    copy.removeVersion(1);
    copy.saveTo(file);
    REQUIRE(codeOf([&] { loadDataset(file, DatasetId{7}); }) == ErrorCode::NotFound);
}
