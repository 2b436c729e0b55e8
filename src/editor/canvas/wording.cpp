#include "editor/canvas/wording.hpp"

#include <algorithm>

namespace cairn {

QString Wording::moveCards(std::size_t n) {
    return n == 1 ? tr("move card") : tr("move %n cards", nullptr, static_cast<int>(n));
}
QString Wording::copyCards(std::size_t n) {
    return n == 1 ? tr("copy card") : tr("copy %n cards", nullptr, static_cast<int>(n));
}
QString Wording::moveThings(std::size_t n) {
    return n == 1 ? tr("move note") : tr("move %n things", nullptr, static_cast<int>(n));
}
QString Wording::copyThings(std::size_t n) {
    return n == 1 ? tr("copy note") : tr("copy %n things", nullptr, static_cast<int>(n));
}
QString Wording::moveNotes(std::size_t n) {
    return n == 1 ? tr("move note") : tr("move %n notes", nullptr, static_cast<int>(n));
}
QString Wording::copyNotes(std::size_t n) {
    return n == 1 ? tr("copy note") : tr("copy %n notes", nullptr, static_cast<int>(n));
}
QString Wording::duplicate(std::size_t n) {
    return n == 1 ? tr("duplicate card") : tr("duplicate %n cards", nullptr, static_cast<int>(n));
}

QString Wording::remove(const Project& project, const std::vector<ElementId>& elements) {
    if (elements.empty())
        return {};
    const auto kind = kindOf(project, elements.front());
    const int n = static_cast<int>(elements.size());
    const bool alike = std::all_of(elements.begin(), elements.end(),
                                   [&](ElementId id) { return kindOf(project, id) == kind; });
    if (!alike)
        return tr("delete %n things", nullptr, n);
    if (kind == "card")
        return n == 1 ? tr("delete card") : tr("delete %n cards", nullptr, n);
    if (kind == "note")
        return n == 1 ? tr("delete note") : tr("delete %n notes", nullptr, n);
    if (kind == "emotion")
        return n == 1 ? tr("delete emotion point") : tr("delete %n emotion points", nullptr, n);
    const QString title = QString::fromStdString(titleOf(project, elements.front()));
    if (kind == "stage")
        return n == 1 ? tr("delete stage “%1”").arg(title) : tr("delete %n stages", nullptr, n);
    if (kind == "step")
        return n == 1 ? tr("delete step “%1”").arg(title) : tr("delete %n steps", nullptr, n);
    if (kind == "lane")
        return n == 1 ? tr("delete lane “%1”").arg(title) : tr("delete %n lanes", nullptr, n);
    if (kind == "link")
        return n == 1 ? tr("delete connector") : tr("delete %n connectors", nullptr, n);
    return n == 1 ? tr("delete “%1”").arg(title) : tr("delete %n things", nullptr, n);
}

QString Wording::resize(const Project& project, ElementId element) {
    const auto kind = kindOf(project, element);
    if (kind == "stage")
        return tr("change stage width");
    return kind == "lane" ? tr("change lane height") : tr("change note size");
}

QString Wording::lock(const Project& project, const std::vector<ElementId>& elements, bool on) {
    if (elements.size() != 1) {
        const int n = static_cast<int>(elements.size());
        return on ? tr("lock %n things", nullptr, n) : tr("unlock %n things", nullptr, n);
    }
    const auto kind = kindOf(project, elements.front());
    if (kind == "card")
        return on ? tr("lock card") : tr("unlock card");
    if (kind == "note")
        return on ? tr("lock note") : tr("unlock note");
    if (kind == "lane")
        return on ? tr("lock lane") : tr("unlock lane");
    return on ? tr("lock stage") : tr("unlock stage");
}

QString Wording::fold(const Project& project, ElementId element, bool on) {
    if (kindOf(project, element) == "stage")
        return on ? tr("collapse stage") : tr("expand stage");
    return on ? tr("collapse lane") : tr("expand lane");
}

QString Wording::rename(const Project& project, ElementId element) {
    const auto kind = kindOf(project, element);
    if (kind == "stage")
        return tr("rename stage");
    if (kind == "step")
        return tr("rename step");
    if (kind == "lane")
        return tr("rename lane");
    if (kind == "map")
        return tr("rename map");
    if (kind == "persona")
        return tr("rename persona");
    if (kind == "note")
        return tr("edit note");
    if (kind == "emotion")
        return tr("edit emotion words");
    if (kind == "link")
        return tr("edit connector");
    return tr("edit card");
}

} // namespace cairn
