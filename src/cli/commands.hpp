#pragma once
// Each command adds itself to the program; main.cpp holds the one list.

#include <CLI/CLI.hpp>

namespace cairn::cli {

void addTemplates(CLI::App& program);
void addNew(CLI::App& program);
void addInfo(CLI::App& program);
void addCheck(CLI::App& program);
void addInspect(CLI::App& program);
void addFunnel(CLI::App& program);
void addImport(CLI::App& program);
void addJoin(CLI::App& program);
void addForget(CLI::App& program);
void addChanges(CLI::App& program);
void addScore(CLI::App& program);
void addPersonaCommand(CLI::App& program);
void addRetention(CLI::App& program);
void addTrend(CLI::App& program);
void addReach(CLI::App& program);
void addPaths(CLI::App& program);
void addWatch(CLI::App& program);

} // namespace cairn::cli
