// What stands on a map besides its content: legends, links between maps, comparisons.
#include "cairn/model/names.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/texts.hpp"

namespace cairn {

std::string LocalePhrases::word(MapWord word) const {
    switch (word) {
    case MapWord::ParkedNotes:
        return tr("Ideas without a place").toStdString();
    case MapWord::MomentOfTruth:
        return tr("Moment of truth").toStdString();
    case MapWord::Backstage:
        return tr("Backstage").toStdString();
    case MapWord::PainScore:
        return tr("Pain score, 0 to 100").toStdString();
    case MapWord::Added:
        return tr("added").toStdString();
    case MapWord::Removed:
        return tr("removed").toStdString();
    case MapWord::Changed:
        return tr("changed").toStdString();
    case MapWord::Moved:
        return tr("moved").toStdString();
    case MapWord::Same:
        return tr("no differences").toStdString();
    }
    return {};
}

std::string LocalePhrases::channel(Channel channel) const {
    return choiceWord(nameOf(channel)).toStdString();
}

std::string LocalePhrases::openComments(std::size_t n) const {
    return (n == 1 ? tr("1 open comment")
                   : tr("%1 open comments").arg(number(static_cast<double>(n))))
        .toStdString();
}

std::string LocalePhrases::opensMap(std::string_view title) const {
    return tr("Opens “%1”").arg(qs(title)).toStdString();
}

std::string LocalePhrases::detailOf(std::string_view stage, std::string_view map) const {
    return tr("%1, in %2", "a stage, and the map it is on").arg(qs(stage), qs(map)).toStdString();
}

std::string LocalePhrases::futureOf(std::string_view map) const {
    return tr("Future of %1", "a map").arg(qs(map)).toStdString();
}

} // namespace cairn
