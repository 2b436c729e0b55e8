#pragma once
// The map's words in the person's language, its numbers and dates in their locale.

#include <QCoreApplication>
#include <QLocale>

#include "cairn/layout/phrases.hpp"

namespace cairn {

class LocalePhrases final : public Phrases {
    Q_DECLARE_TR_FUNCTIONS(LocalePhrases)
public:
    explicit LocalePhrases(QLocale locale = QLocale());
    std::string count(double n) const override;
    std::string percent(double share) const override;
    std::string duration(double seconds) const override;
    std::string medianTime(double seconds) const override;
    std::string lost(double n) const override;
    std::string entered(double n) const override;
    std::string allVisitors() const override;
    std::string few() const override;
    std::string noEventBound() const override;
    std::string bindOne() const override;
    std::string noDataYet() const override;
    std::string noValue() const override;
    std::string emotionWord(int level) const override;
    std::string mapKind(MapKind) const override;
    std::string dataPeriod(TimeMs first, TimeMs last) const override;
    std::string dataLine(std::string_view period, std::string_view rules) const override;
    std::string money(double amount, std::string_view currency) const override;
    std::string addStage() const override;
    std::string addLane() const override;
    std::string emptyMapHint() const override;
    std::string someone() const override { return tr("Customer").toStdString(); }
    std::string laneTitle(LaneKind) const override;
    std::string word(MapWord) const override;
    std::string channel(Channel) const override;
    std::string openComments(std::size_t n) const override;
    std::string opensMap(std::string_view title) const override;
    std::string detailOf(std::string_view stage, std::string_view map) const override;
    std::string futureOf(std::string_view map) const override;
    std::string more(std::size_t n) const override;
    std::string periodShort(Period, std::int64_t number, bool withYear) const override;
    std::string periodName(Period, std::int64_t number) const override;
    std::string feedbackName(FeedbackKind) const override;
    std::string nps(double score) const override;
    std::string range(std::string_view from, std::string_view to) const override;
    std::string comments(std::size_t n) const override;
    std::string noAnswersYet() const override;
    std::string points(double share) const override;
    std::string wasValue(std::string_view value) const override;
    std::string couldBeChance() const override;
    std::string sampleSize(double n) const override;
    std::string ofAllCustomers(double share, double part, double whole) const override;
    std::string getThrough(double share, double part, double whole, std::string_view from,
                           std::string_view to) const override;
    std::string mostBy(std::string_view channel, double share) const override;
    std::string tenths(double n) const override;
    std::string percentBrief(double share) const override;

private:
    QString number(double n) const;
    QLocale m_locale;
};

} // namespace cairn
