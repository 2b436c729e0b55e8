// Which event names fit which stages: by their words, and by words that mean the same step in a
// shop or an app.
#include <algorithm>
#include <array>
#include <set>

#include "cairn/base/text.hpp"
#include "cairn/insight/findings.hpp"

namespace cairn {
namespace {

using Words = std::vector<std::string>;

/// Pairs of words that are one word to us.
constexpr std::pair<std::string_view, std::string_view> kPhrases[] = {
    {"sign up", "signup"},
    {"log in", "login"},
    {"sign in", "login"},
    {"check out", "checkout"},
    {"wish list", "wishlist"},
    {"checkout complete", "purchase"},
    {"checkout completed", "purchase"},
    {"order placed", "purchase"},
    {"place order", "purchase"},
    {"create account", "signup"},
    {"account created", "signup"},
    {"first visit", "home"},
    {"free trial", "trial"},
    {"order complete", "purchase"},
    {"order completed", "purchase"},
};
/// Words that name the same step.
constexpr std::array<std::string_view, 4> kSame[] = {
    {"cart", "basket", "bag", "trolley"},
    {"purchase", "order", "paid", "buy"},
    {"purchase", "bought", "transaction", "sale"},
    {"purchase", "conversion", "converted", "booked"},
    {"home", "landing", "start", "homepage"},
    {"signup", "register", "registration", "join"},
    {"login", "signin", "logon", "authenticate"},
    {"payment", "pay", "paid", "billing"},
    {"shipping", "delivery", "deliver", "dispatch"},
    {"catalog", "catalogue", "category", "listing"},
    {"product", "item", "article", "detail"},
    {"search", "find", "query", "lookup"},
    {"view", "see", "look", "open"},
    {"support", "help", "contact", "ticket"},
    {"refund", "return", "cancel", "chargeback"},
    {"subscribe", "subscription", "upgrade", "renewal"},
    {"trial", "demo", "tryout", "taster"},
    {"review", "rating", "feedback", "survey"},
    {"booking", "reservation", "reserve", "appointment"},
    {"menu", "offer", "promo", "promotion"},
    {"activate", "activation", "onboarding", "setup"},
};
/// What journey maps call a stage, and the events that usually show it.
constexpr std::array<std::string_view, 6> kHints[] = {
    {"discover", "home", "landing", "visit", "promo", "ad"},
    {"awareness", "home", "landing", "visit", "promo", "ad"},
    {"consider", "catalog", "product", "search", "view", "compare"},
    {"browse", "catalog", "product", "search", "view", "category"},
    {"explore", "catalog", "product", "search", "view", "category"},
    {"compare", "product", "catalog", "filter", "review", "view"},
    {"choose", "cart", "add", "wishlist", "product", "select"},
    {"decide", "cart", "add", "checkout", "wishlist", "select"},
    {"checkout", "shipping", "payment", "cart", "address", "confirm"},
    {"buy", "purchase", "payment", "checkout", "order", "paid"},
    {"onboard", "activate", "signup", "tutorial", "setup", "welcome"},
    {"receive", "delivery", "delivered", "shipped", "shipping", "pickup"},
    {"retain", "renewal", "login", "repeat", "return", "reorder"},
    {"advocate", "review", "share", "refer", "referral", "rating"},
};

/// Words of what went wrong: such an event does not show that somebody got to a stage.
constexpr std::array<std::string_view, 10> kTrouble{"bug",       "error",   "fail",    "failed",
                                                    "crash",     "timeout", "abandon", "abandoned",
                                                    "exception", "declined"};

Words wordsOf(std::string_view text) {
    std::string folded = " " + foldedWords(text) + " ";
    for (const auto& [phrase, word] : kPhrases) {
        const std::string whole = " " + std::string(phrase) + " ";
        for (auto at = folded.find(whole); at != std::string::npos; at = folded.find(whole))
            folded.replace(at + 1, phrase.size(), word);
    }
    static const std::set<std::string_view> kFillers{"the",   "a",    "an", "to",  "of",  "and",
                                                     "your",  "my",   "in", "on",  "for", "page",
                                                     "event", "with", "by", "from"};
    Words words;
    for (std::string& word : split(folded, ' ')) {
        if (word.empty() || kFillers.contains(word))
            continue;
        if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's')
            word.pop_back(); // plural
        if (std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
    }
    return words;
}

template <class Group> bool holds(const Group& group, std::string_view word) {
    return std::find(group.begin(), group.end(), word) != group.end();
}

double likeness(std::string_view a, std::string_view b) {
    if (a == b)
        return 1;
    for (const auto& group : kSame)
        if (holds(group, a) && holds(group, b))
            return 0.9;
    for (const auto& group : kHints)
        if ((group[0] == a && holds(group, b)) || (group[0] == b && holds(group, a)))
            return 0.6;
    return 0;
}

bool isTrouble(const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return holds(kTrouble, word); });
}

/// How much of each side's words the other side has: 1 = all of both.
double likeness(const Words& a, const Words& b) {
    if (a.empty() || b.empty())
        return 0;
    const auto covered = [](const Words& from, const Words& by) {
        double sum = 0;
        for (const auto& word : from) {
            double best = 0;
            for (const auto& other : by)
                best = std::max(best, likeness(word, other));
            sum += best;
        }
        return sum;
    };
    return (covered(a, b) + covered(b, a)) / static_cast<double>(a.size() + b.size());
}

} // namespace

std::vector<BindingSuggestion> suggestBindings(const Project& project, MapId map,
                                               std::span<const std::string> eventNames) {
    constexpr double kLeast = 0.45;
    constexpr std::size_t kEach = 3;
    std::vector<Words> events;
    for (const std::string& name : eventNames)
        events.push_back(wordsOf(name));
    std::vector<BindingSuggestion> all;
    const auto suggest = [&](ElementId element, const std::string& title) {
        const Words words = wordsOf(title);
        std::vector<BindingSuggestion> mine;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const bool same = !words.empty() && foldedWords(title) == foldedWords(eventNames[i]);
            const double doubt = isTrouble(events[i]) && !isTrouble(words) ? 0.5 : 1;
            const double score = same ? 1.0 : doubt * likeness(words, events[i]);
            if (score >= kLeast)
                mine.push_back({element, eventNames[i], score});
        }
        std::stable_sort(mine.begin(), mine.end(),
                         [](const auto& a, const auto& b) { return a.score > b.score; });
        mine.resize(std::min(mine.size(), kEach));
        all.insert(all.end(), mine.begin(), mine.end());
    };
    for (const Stage* stage : stagesOf(project, map))
        suggest(stage->id, stage->title);
    for (const Card* card : cardsOf(project, map))
        if (card->kind == CardKind::Touchpoint)
            suggest(card->id, card->text);
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    return all;
}

} // namespace cairn
