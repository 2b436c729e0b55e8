#pragma once
// Journeys as Mermaid text (mermaid.js.org, "User Journey Diagram"), in and out.

#include <filesystem>
#include <string>
#include <string_view>

#include "cairn/exchange/pasted.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// True when the first words, after front matter, comments and a code fence, are a journey's.
bool looksLikeMermaid(std::string_view text);
/// Sections are stages, tasks cards in one lane of actions, actors personas; a persona's feeling at a stage is the mean
/// of its tasks' scores there, 1..5 brought to -2..+2. A task that stands in a section several times, once for each
/// group of actors, is one card. Throws Error{BadInput} naming the line.
Pasted readMermaid(std::string_view text);

/// The map's stages, the cards of its first lane of actions and its personas' feelings; what else is on the map has no
/// place in Mermaid. Actors that feel differently stand in lines of their own. readMermaid gives the same stages, cards
/// and feelings back. Throws Error{BadInput} when there is no such map.
std::string mermaidOf(const Project&, MapId);
/// Atomic.
void exportMermaid(const Project&, MapId, const std::filesystem::path& target);

} // namespace cairn
