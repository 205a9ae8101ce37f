#include "core/data/catalog.h"

#include "core/settings/choices.h"

namespace fovea {

const std::vector<DataSetRow>& dataSets()
{
    static const std::vector<DataSetRow> kSets = {
        {"brightness",
         "bright or dark noise",
         "Brightness: the essay",
         "The essay's images: uniform noise, and the question whether its mean exceeds 127.",
         {28, 28, 1},
         2,
         false,
         makeBrightness,
         checkBrightness},
        {"needle",
         "a needle in noise",
         "Needle",
         "One of four small glyphs somewhere in noise: which one? Where it lies is known, and so is the best "
         "that anybody "
         "can do.",
         {32, 32, 1},
         4,
         true,
         makeNeedle,
         checkNeedle},
        {"odd-one-out",
         "one bar leans otherwise",
         "Odd one out",
         "Sixteen coloured bars, all leaning alike but one: in which quarter is it? No bar tells alone; it has to be "
         "compared.",
         {32, 32, 3},
         4,
         true,
         makeOddOneOut,
         checkOddOneOut},
        {"pair",
         "the same or not",
         "Same or different",
         "Two blots that were never seen before, far apart: are they the same? There is nothing to learn by heart.",
         {48, 48, 1},
         2,
         true,
         makePair,
         checkPair},
        {"corners",
         "colours in far corners",
         "Far corners",
         "Two patches in opposite corners: do they have the same colour? Who looks only nearby cannot know.",
         {32, 32, 3},
         2,
         true,
         makeCorners,
         checkCorners,
         cornersShape},
        {"coloured",
         "which colour counts?",
         "Coloured noise",
         "Every colour shows a glyph in its noise, and the colour of the frame says which glyph is asked for.",
         {32, 32, 3},
         4,
         true,
         makeColouredNoise,
         checkColouredNoise,
         imageOfColouredNoise},
        {"shortcut",
         "a tag that gives it away",
         "Shortcut",
         "An item, and in the corner a tag that often tells the answer: what does the network read? Further tests "
         "take the tag away, or let it lie.",
         {32, 32, 1},
         10,
         true,
         makeShortcut,
         checkShortcut},
        {"digits",
         "digits of strokes",
         "Stroke digits",
         "The digits 0 to 9, each drawn a little differently; no files are needed.",
         {28, 28, 1},
         10,
         true,
         makeDigits,
         checkDigits},
        {"clutter",
         "an item among pieces",
         "Clutter",
         "An item anywhere on a larger canvas, among pieces of others: first find it, then name it.",
         {40, 40, 1},
         10,
         true,
         makeClutter,
         checkClutter,
         imageOfClutter},
        {"fashion",
         "pieces of clothing",
         "Fashion-MNIST",
         "70,000 pictures of clothes in ten classes (Xiao, Rasul, Vollgraf 2017), read from a folder of IDX "
         "files.",
         {28, 28, 1},
         10,
         false,
         makeFashion,
         checkFashion},
        {"files",
         "images of your own",
         "Own files",
         "Pictures in folders that have the names of their classes; or files like MNIST's, like CIFAR-10's, or two "
         "NumPy arrays, images and labels.",
         {32, 32, 1},
         10,
         false,
         makeOwnFiles,
         checkOwnFiles,
         imageOfOwnFiles},
    };
    return kSets;
}

const DataSetRow& dataSetNamed(std::string_view key)
{
    for (const DataSetRow& row : dataSets()) {
        if (row.key == key) {
            return row;
        }
    }
    checkFailed("data set is known", __FILE__, __LINE__, std::string(key));
}

Shape imageShape(const Config& config)
{
    const DataSetRow& row = dataSetNamed(config.data.set);
    return row.imageOf != nullptr ? row.imageOf(config) : row.image;
}

std::shared_ptr<const Dataset> makeDataset(const Config& config, ThreadPool& pool)
{
    return dataSetNamed(config.data.set).make(config, pool);
}

std::vector<Choice> dataChoices()
{
    std::vector<Choice> choices;
    for (const DataSetRow& row : dataSets()) {
        choices.push_back({row.key, row.plain, row.title, row.idea});
    }
    return choices;
}

std::vector<Problem> dataProblems(const Config& config)
{
    std::vector<Problem> problems;
    dataSetNamed(config.data.set).check(config, problems);
    return problems;
}

} // namespace fovea
