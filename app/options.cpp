#include "app/options.h"

#include "core/settings/error.h"
#include "core/tensor/thread_pool.h"

namespace fovea {

void refuse(const std::string& sentence)
{
    throw Error(Error::Kind::Usage, sentence);
}

Options::Options(const QStringList& arguments, const QList<QCommandLineOption>& options, qsizetype words)
{
    parser_.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser_.addOptions(options);
    if (!parser_.parse(arguments)) {
        refuse(parser_.errorText().toStdString() + " “fovea --help” shows what can be written.");
    }
    if (parser_.positionalArguments().size() > words) {
        refuse("“" + parser_.positionalArguments()[words].toStdString() +
               "” is not understood. “fovea --help” shows what can be written.");
    }
}

int Options::threads() const
{
    if (!has("threads")) {
        return ThreadPool::processors();
    }
    bool ok = false;
    const int count = parser_.value("threads").toInt(&ok);
    if (!ok || count < 1 || count > 256) {
        refuse("--threads is “" + text("threads") + "”, but must be a whole number from 1 to 256.");
    }
    return count;
}

} // namespace fovea
