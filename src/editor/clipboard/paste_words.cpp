#include "editor/clipboard/paste_words.hpp"

#include <algorithm>

namespace cairn {
namespace {
/// What all the chosen are, "" when they are of several kinds.
std::string_view kindOfAll(const Clip& clip) {
    const auto kind = kindOf(clip.part, clip.chosen.front());
    const bool alike = std::all_of(clip.chosen.begin(), clip.chosen.end(),
                                   [&](ElementId id) { return kindOf(clip.part, id) == kind; });
    return alike ? kind : std::string_view();
}
} // namespace

QString PasteWords::cards(std::size_t n) {
    return n == 1 ? tr("paste card") : tr("paste %n cards", nullptr, static_cast<int>(n));
}
QString PasteWords::stages(std::size_t n) {
    return n == 1 ? tr("paste stage") : tr("paste %n stages", nullptr, static_cast<int>(n));
}
QString PasteWords::notes(std::size_t n) {
    return n == 1 ? tr("paste note") : tr("paste %n notes", nullptr, static_cast<int>(n));
}
QString PasteWords::map() {
    return tr("paste a map");
}
QString PasteWords::picture() {
    return tr("paste a picture");
}

QString PasteWords::of(const Clip& clip) {
    const auto kind = kindOfAll(clip);
    const std::size_t n = clip.chosen.size();
    if (kind == "card")
        return cards(n);
    if (kind == "stage")
        return stages(n);
    if (kind == "note")
        return notes(n);
    if (kind == "lane")
        return n == 1 ? tr("paste lane") : tr("paste %n lanes", nullptr, static_cast<int>(n));
    return kind == "map" ? map() : tr("paste %n things", nullptr, static_cast<int>(n));
}

QString PasteWords::of(const PasteOutcome& made) {
    if (!made.cards.empty())
        return cards(made.cards.size());
    return made.stages.empty() ? tr("paste feelings") : stages(made.stages.size());
}

QString PasteWords::cut(const Clip& clip) {
    const auto kind = kindOfAll(clip);
    const int n = static_cast<int>(clip.chosen.size());
    if (kind == "card")
        return n == 1 ? tr("cut card") : tr("cut %n cards", nullptr, n);
    if (kind == "stage")
        return n == 1 ? tr("cut stage") : tr("cut %n stages", nullptr, n);
    if (kind == "lane")
        return n == 1 ? tr("cut lane") : tr("cut %n lanes", nullptr, n);
    if (kind == "note")
        return n == 1 ? tr("cut note") : tr("cut %n notes", nullptr, n);
    return tr("cut %n things", nullptr, n);
}

} // namespace cairn
