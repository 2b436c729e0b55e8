#pragma once
// The sample in other languages: what a person there would write on the same map.

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "cairn/model/project.hpp"

struct Language {
    const char* code;
    const char* locale;
    std::string title, scenario, dayTitle, blueprintTitle, note, tag, connector;
    std::vector<std::string> stages, personas, roles, feelings;
    std::map<cairn::LaneKind, std::string> lanes;
    std::map<cairn::CardKind, std::vector<std::string>> cards;
    std::vector<std::string> ideas;
    std::vector<std::string> hours; ///< stages of a day, each with its time
};

const std::vector<Language>& languages();
const Language& english();
/// By its code (en, de, ar, ja); nullptr for no code.
const Language* languageOf(const QString& code);

/// A map with all its words in the language. Its data stay as they are.
cairn::Project inLanguage(cairn::Project project, cairn::MapId map, const Language& language);
/// Two maps more: a day in the life, and a service blueprint.
cairn::Project withOtherKinds(cairn::Project project, cairn::MapId day, cairn::MapId blueprint,
                              const Language& language);
