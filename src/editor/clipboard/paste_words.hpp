#pragma once
// Names of what was pasted, for "Undo …".

#include <QCoreApplication>
#include <QString>

#include "cairn/exchange/clip.hpp"

namespace cairn {

struct PasteWords {
    Q_DECLARE_TR_FUNCTIONS(PasteWords)
public:
    static QString cards(std::size_t n);
    static QString stages(std::size_t n);
    static QString notes(std::size_t n);
    static QString of(const Clip& clip);
    static QString of(const PasteOutcome& made);
    static QString map();
    static QString picture();
    static QString cut(const Clip& clip);
};

} // namespace cairn
