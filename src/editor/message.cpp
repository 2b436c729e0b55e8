#include "editor/message.hpp"

#include <QCoreApplication>
#include <QDir>

namespace cairn {

Message messageOf(const Error& error) {
    const auto text = [](const std::string& utf8) { return QString::fromStdString(utf8); };
    const auto tr = [](const char* words) { return QCoreApplication::translate("Message", words); };
    QString why = text(error.why()).trimmed();
    if (!why.isEmpty() && !why.endsWith(u'.'))
        why += u'.';
    // The error may name its file in the sentence already.
    QString what = tr("Could not %1: %2").arg(text(error.doing()), why);
    if (!error.file().empty() && !what.contains(text(error.file())))
        what += u' ' + tr("File: %1").arg(QDir::toNativeSeparators(text(error.file())));
    return {what, text(error.advice()), true, {}};
}

} // namespace cairn
