// Personas bound to data: share, conversion and channel, each with what it rests on.

#include <iostream>

#include "cli/print.hpp"

namespace cairn::cli {
namespace {

std::string ofText(const CountedShare& share) {
    return share.share ? percentText(share.share) + " (" + countText(share.part) + " of " +
                             countText(share.whole) + (share.few ? ", few)" : ")")
                       : std::string("–");
}

std::string rangeText(const CountedShare& share) {
    return share.interval
               ? percentText(share.interval->low) + " to " + percentText(share.interval->high)
               : std::string("–");
}

} // namespace

void printPersonas(const Project& project, const MapFindings& findings) {
    if (findings.personas.empty())
        return;
    std::vector<std::vector<std::string>> rows{
        {"persona", "customers who are", ">share", ">95 %", ">conversion", ">95 %", "most by"}};
    for (const PersonaFigures& figures : findings.personas) {
        const Persona& persona = *project.personas.find(figures.persona);
        const CountedShare conversion = figures.conversion.value_or(CountedShare{});
        rows.push_back({persona.name, segmentSentence(persona.segment), ofText(figures.share),
                        rangeText(figures.share), ofText(conversion), rangeText(conversion),
                        figures.channel.empty()
                            ? "–"
                            : figures.channel + ", " + ofText(figures.channelShare)});
    }
    std::cout << '\n';
    printTable(rows);
    for (const PersonaFigures& figures : findings.personas) {
        if (!figures.trouble.empty())
            std::cout << "Note: “" << titleOf(project, figures.persona)
                      << "” was not counted: " << figures.trouble << '\n';
        else if (figures.conversion)
            std::cout << "“" << titleOf(project, figures.persona) << "”: conversion from “"
                      << titleOf(project, figures.from) << "” to “" << titleOf(project, figures.to)
                      << "”.\n";
    }
}

} // namespace cairn::cli
