#include "editor/canvas/accessible_roles.hpp"

namespace cairn {

QAccessible::Role roleOf(RegionKind kind) {
    switch (kind) {
    case RegionKind::Title:
        return QAccessible::Heading;
    case RegionKind::Scenario:
        return QAccessible::Paragraph;
    case RegionKind::StageHeader:
    case RegionKind::StepHeader:
        return QAccessible::ColumnHeader;
    case RegionKind::LaneHeader:
        return QAccessible::RowHeader;
    case RegionKind::Cell:
    case RegionKind::EmotionCell:
        return QAccessible::Cell;
    case RegionKind::EmotionPoint:
        return QAccessible::Slider;
    case RegionKind::FunnelBar:
    case RegionKind::DropOff:
    case RegionKind::PainChip:
    case RegionKind::FeedbackScore:
    case RegionKind::CardBadge:
    case RegionKind::CommentBadge:
        return QAccessible::Indicator;
    case RegionKind::MapLink:
    case RegionKind::TextLink:
        return QAccessible::Link;
    case RegionKind::Parked:
        return QAccessible::Grouping;
    case RegionKind::Legend:
        return QAccessible::StaticText;
    case RegionKind::Note:
        return QAccessible::Note;
    case RegionKind::Link:
        return QAccessible::Graphic;
    case RegionKind::BindHint:
    case RegionKind::AddStage:
    case RegionKind::AddLane:
        return QAccessible::Button;
    default:
        return QAccessible::ListItem;
    }
}

bool isNamed(RegionKind kind) {
    switch (kind) {
    case RegionKind::Title:
    case RegionKind::PersonaChip:
    case RegionKind::StageHeader:
    case RegionKind::StepHeader:
    case RegionKind::LaneHeader:
    case RegionKind::Card:
    case RegionKind::EmotionPoint:
    case RegionKind::Note:
    case RegionKind::Link:
        return true;
    default:
        return false;
    }
}

} // namespace cairn
