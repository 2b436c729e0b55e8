#include "editor/panels/dataset_words.hpp"

#include <QCoreApplication>

#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

QString datasetText(const char* text) {
    return QCoreApplication::translate("Datasets", text);
}

QString counted(std::int64_t n, const char* one, const char* many, const Phrases& phrases) {
    return n == 1 ? datasetText(one) : datasetText(many).arg(qs(phrases.count(double(n))));
}

} // namespace

QString rowsWords(const Dataset& dataset, const Phrases& phrases) {
    const std::int64_t rows = dataset.rows - dataset.skipped;
    if (dataset.kind == "events")
        return counted(rows, "1 event", "%1 events", phrases);
    if (dataset.kind == "feedback")
        return counted(rows, "1 answer", "%1 answers", phrases);
    return counted(rows, "1 step count", "%1 step counts", phrases);
}

QString customersWords(const Dataset& dataset, const Phrases& phrases) {
    return counted(dataset.units, "1 customer", "%1 customers", phrases);
}

QString skippedWords(const Dataset& dataset, const Phrases& phrases) {
    return dataset.skipped == 0
               ? datasetText("no row skipped")
               : counted(dataset.skipped, "1 row skipped", "%1 rows skipped", phrases);
}

} // namespace cairn
