// The rows of every kind of element.
#include "core/store/cells.hpp"

namespace cairn::store {

template void bindElement(SQLite::Statement&, const ProjectFacts&);
template ProjectFacts readElement<ProjectFacts>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Persona&);
template Persona readElement<Persona>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Map&);
template Map readElement<Map>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Stage&);
template Stage readElement<Stage>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Step&);
template Step readElement<Step>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Lane&);
template Lane readElement<Lane>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Card&);
template Card readElement<Card>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const EmotionPoint&);
template EmotionPoint readElement<EmotionPoint>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Link&);
template Link readElement<Link>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Note&);
template Note readElement<Note>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Comment&);
template Comment readElement<Comment>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Tag&);
template Tag readElement<Tag>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Dataset&);
template Dataset readElement<Dataset>(Connection&, std::string_view, SQLite::Statement&);
template void bindElement(SQLite::Statement&, const Image&);
template Image readElement<Image>(Connection&, std::string_view, SQLite::Statement&);

} // namespace cairn::store
