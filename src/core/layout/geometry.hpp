#pragma once
// The measures of the map, in map units. A 4-unit grid: everything but measured text is a multiple
// of 4.

namespace cairn::layout {

inline constexpr double kMargin = 24;
inline constexpr double kHeaderTop = 20;
inline constexpr double kLeastMapWidth = 640; ///< so that a title has room on a map of one stage

inline constexpr double kLaneIcon = 16;
inline constexpr double kLaneGap = 8;
inline constexpr double kLaneTextLeast = 80, kLaneTextMost = 104;

inline constexpr double kStepWidth = 152; ///< smallest width of a step's column
inline constexpr double kLeastColumn = 160, kMostColumn = 1200; ///< of a width set by hand
inline constexpr double kLeastStep = 112;                        ///< the same, of each step in it
inline constexpr double kCollapsedColumn = 56;
inline constexpr double kMostRow = 2000; ///< of a height set by hand
inline constexpr double kChevronTip = 8;  ///< how far a chevron reaches into the next column
inline constexpr double kChevronGap = 4;
inline constexpr double kStepHeight = 28;

inline constexpr double kCellPad = 8;
inline constexpr double kCardGap = 8;
inline constexpr double kCardPadX = 12;
inline constexpr double kCardPadY = 8;
inline constexpr double kCardIcon = 16;
inline constexpr int kCardLines = 8;
inline constexpr double kBadgeHeight = 20;
inline constexpr double kEmptyRow = 52;
inline constexpr double kCollapsedRow = 28;

inline constexpr double kEmotionUnit = 20;
inline constexpr double kFace = 24;

inline constexpr double kBarLeft = 32, kBarWidth = 56, kBarMost = 64;

} // namespace cairn::layout
