// What people call their lanes.

#include <algorithm>
#include <array>
#include <cstdint>

#include "cairn/base/text.hpp"
#include "cairn/exchange/pasted.hpp"

namespace cairn {
namespace {

struct Names {
    LaneKind kind;
    std::string_view names; ///< folded, between bars
};
// English, German, French, Spanish.
constexpr std::array kNames{
    Names{LaneKind::Actions, "|doing|does|do|action|actions|user actions|customer actions|what "
                             "they do|activity|activities|task|tasks"
                             "|steps|behaviour|behavior|handlung|handlungen|aktion|aktionen|"
                             "aktivitäten|tätigkeiten|kundenaktionen|tun"
                             "|actions du client|faire|activités|acciones|acciones del "
                             "cliente|hacer|haciendo|actividades|"},
    Names{LaneKind::Touchpoints, "|touchpoint|touchpoints|touch points|channel|channels|front "
                                 "stage|frontstage|kontaktpunkt|kontaktpunkte"
                                 "|berührungspunkte|kanal|kanäle|points de "
                                 "contact|canal|canaux|puntos de contacto|canales|"},
    Names{LaneKind::Thoughts, "|thinking|thinks|think|thought|thoughts|what they "
                              "think|questions|gedanken|denken|denkt|fragen|pensées"
                              "|penser|pense|pensamientos|pensar|pensando|piensa|preguntas|"},
    Names{LaneKind::Emotion, "|feeling|feelings|feel|feels|emotion|emotions|emotional "
                             "journey|emotion curve|emotional curve|mood|sentiment"
                             "|gefühl|gefühle|fühlen|emotionen|stimmung|emotionskurve|émotion|"
                             "émotions|ressenti|humeur|sentiments"
                             "|emoción|emociones|sentimientos|sentir|sintiendo|"},
    Names{LaneKind::PainPoints,
          "|pain points|pain "
          "point|painpoints|pains|pain|frustration|frustrations|problem|problems|barriers|obstacles"
          "|schmerzpunkte|probleme|frustrationen|hürden|points de douleur|points de "
          "friction|irritants|problèmes"
          "|puntos de dolor|dolores|problemas|frustraciones|"},
    Names{LaneKind::Opportunities,
          "|opportunity|opportunities|idea|ideas|improvements|solutions|chancen|ideen|"
          "möglichkeiten|verbesserungen"
          "|lösungen|opportunités|idées|améliorations|oportunidades|mejoras|soluciones|"},
    Names{LaneKind::InternalProcess,
          "|behind the scenes|backstage|back stage|internal process|internal "
          "processes|processes|hinter den kulissen"
          "|interne prozesse|prozesse|en coulisses|coulisses|processus|processus internes|entre "
          "bastidores|procesos"
          "|procesos internos|"},
    Names{LaneKind::Tools,
          "|tool|tools|systems|support "
          "systems|technology|werkzeuge|systeme|outils|systèmes|herramientas|sistemas|"},
    Names{LaneKind::Images, "|image|images|picture|pictures|photo|photos|storyboard|bilder|bild|"
                            "fotos|imágenes|imagenes|"},
    Names{LaneKind::Metric, "|metric|metrics|kpi|kpis|figures|measures|kennzahl|kennzahlen|"
                            "metriken|indicateurs|métriques|métricas"
                            "|indicadores|"},
    Names{LaneKind::Text,
          "|note|notes|comment|comments|text|notizen|anmerkungen|remarques|notas|comentarios|"},
};

} // namespace

std::string foldedTitle(std::string_view title) {
    std::string lower;
    for (std::size_t i = 0; i < title.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(title[i]);
        if (byte >= 0xF0 &&
            i + 3 < title.size()) { // an emoji before the words says nothing about them
            lower += ' ';
            i += 3;
        } else if (byte == 0xC3 &&
                   i + 1 < title.size()) { // À..Þ, but for the sign of multiplication
            const auto next = static_cast<std::uint8_t>(title[++i]);
            lower += title[i - 1];
            lower += static_cast<char>(next >= 0x80 && next <= 0x9E && next != 0x97 ? next + 0x20
                                                                                    : next);
        } else {
            lower += title[i];
        }
    }
    return foldedWords(lower);
}

std::optional<LaneKind> laneKindNamed(std::string_view title) {
    const std::string folded = foldedTitle(title);
    if (folded.empty())
        return std::nullopt;
    const std::string wanted = '|' + folded + '|';
    const auto at = std::find_if(kNames.begin(), kNames.end(), [&](const Names& names) {
        return names.names.find(wanted) != std::string_view::npos;
    });
    return at == kNames.end() ? std::nullopt : std::optional(at->kind);
}

} // namespace cairn
