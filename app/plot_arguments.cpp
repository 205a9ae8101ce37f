#include "app/plot_arguments.h"

#include "app/options.h"
#include "core/tensor/thread_pool.h"
#include "ui/paint/figure_files.h"

#include <QRegularExpression>

namespace fovea {
namespace {

constexpr qsizetype kMost = 100; // runs in one figure

/// "12x8" in centimetres, "1200x800px" in pixels.
void readSize(const std::string& text, PlotCommand& command)
{
    static const QRegularExpression kForm(QStringLiteral("^([0-9.]+)\\s*[x×]\\s*([0-9.]+)\\s*(cm|px)?$"));
    const QRegularExpressionMatch match = kForm.match(QString::fromStdString(text));
    command.pixels = match.captured(3) == QLatin1String("px");
    command.width = match.captured(1).toDouble();
    command.height = match.captured(2).toDouble();
    const double least = command.pixels ? 16 : 0.5, most = command.pixels ? kLargestFigure : 200;
    const bool fits =
        command.width >= least && command.width <= most && command.height >= least && command.height <= most;
    if (!match.hasMatch() || !fits) {
        refuse("--size is “" + text +
               "”; write centimetres as 12x8, or pixels as 1200x800px: .5 to 200 cm, 16 to 16384 pixels.");
    }
}

} // namespace

PlotCommand parsePlot(const QStringList& arguments)
{
    const Options options(arguments,
                          {{"out", "", "FILE"},
                           {"what", "", "WHAT"},
                           {"size", "", "SIZE"},
                           {"dpi", "", "N"},
                           {"dark", ""},
                           {"caption", "", "TEXT"},
                           {"threads", "", "N"}},
                          kMost);
    PlotCommand command;
    for (const QString& word : options.words()) {
        command.runs.emplace_back(word.toStdString());
    }
    if (command.runs.empty()) {
        refuse("plot needs a folder that “fovea train” wrote: fovea plot runs/needle --out figure.png");
    }
    command.out = options.path("out");
    if (!formatOf(QString::fromStdString(options.text("out"))) && command.out.extension() != ".csv") {
        refuse("--out FILE says where the figure goes and what it is: a name that ends in .png, .svg, .pdf or .csv.");
    }
    if (options.has("what")) {
        command.what = options.text("what");
    }
    const bool several = command.what == "accuracy" || command.what == "loss";
    if (!several && command.what != "attention" && command.what != "sample") {
        refuse("--what is “" + command.what + "”; there are accuracy, loss, attention and sample.");
    }
    if (!several && command.runs.size() > 1) {
        refuse("--what " + command.what + " is drawn of one run; name one folder.");
    }
    if (options.has("size")) {
        readSize(options.text("size"), command);
    }
    if (options.has("dpi")) {
        bool readable = false;
        command.dpi = QString::fromStdString(options.text("dpi")).toInt(&readable);
        if (!readable || command.dpi < 30 || command.dpi > 2400) {
            refuse("--dpi is “" + options.text("dpi") + "”; a figure has 30 to 2400 dots per inch.");
        }
    }
    if (options.has("caption")) {
        command.caption = QString::fromStdString(options.text("caption"));
    }
    command.dark = options.has("dark");
    command.threads = options.threads();
    return command;
}

} // namespace fovea
