// The settings of question and images: rows of the table in fields.cpp.
#include "core/settings/field_rows.h"

namespace fovea {
namespace {

constexpr auto kData = &Config::data;

bool isColouredNoise(const Config& c)
{
    return c.data.set == "coloured";
}
bool hidesGlyphs(const Config& c)
{
    return c.data.set == "needle" || isColouredNoise(c);
}
bool isShortcut(const Config& c)
{
    return c.data.set == "shortcut";
}
bool isClutter(const Config& c)
{
    return c.data.set == "clutter";
}
bool placesItems(const Config& c)
{
    return isShortcut(c) || isClutter(c);
}
bool isOddOneOut(const Config& c)
{
    return c.data.set == "odd-one-out";
}
bool isPair(const Config& c)
{
    return c.data.set == "pair";
}
bool isCorners(const Config& c)
{
    return c.data.set == "corners";
}
bool isOwnFiles(const Config& c)
{
    return c.data.set == "files";
}
bool hasSide(const Config& c)
{
    return isCorners(c) || isOwnFiles(c);
}
bool hasNoise(const Config& c)
{
    return isOddOneOut(c) || isPair(c) || isCorners(c);
}
bool readsFiles(const Config& c)
{
    return isOwnFiles(c) || c.data.set == "fashion" || (placesItems(c) && c.data.items == "clothes");
}

} // namespace

std::vector<Choice> pixelChoices()
{
    return {{"raw", "as they are", "raw", "Numbers as stored: 0 to 255 for pictures."},
            {"unit", "between 0 and 1", "unit", "Divided by 255."},
            {"standard", "centred, spread 1", "standardised",
             "Mean 0 and standard deviation 1 over the training images; the needle's are divided by 3."}};
}

std::vector<Field> dataFields()
{
    return {
        {"task", kOfData, "question", "task", "What is asked of each image.", "", 0, 0, kNoNumber, false, kNewRun, true,
         top<&Config::task>, taskChoices},
        {"data.set", kOfData, "images", "data set", "Where the images come from.", "", 0, 0, kNoNumber, false, kNewRun,
         true, in<kData, &DataConfig::set>, dataChoices},
        {"data.path", kOfData, "folder", "data folder",
         "The folder that holds the files. Empty, where a set has a usual place: the data folder of this user, then that of this computer.",
         "", 0, 0, kNoNumber, false, kNewRun, false, in<kData, &DataConfig::path>, nullptr, readsFiles},
        {"data.samples", kOfData, "training images", "training samples",
         "How many images to learn from; 0 takes all that a folder has.", "", 0, 1'000'000, usual(100, 50'000), true,
         kNewRun, true, in<kData, &DataConfig::samples>},
        {"data.validation", kOfData, "validation images", "validation samples",
         "Images that training never learns from, looked at after each pass.", "", 0, 100'000, usual(100, 10'000), true,
         kNewRun, false, in<kData, &DataConfig::validation>},
        {"data.test", kOfData, "test images", "test samples", "Images kept for the end; 0 takes all that a folder has.",
         "", 0, 100'000, usual(100, 10'000), true, kNewRun, false, in<kData, &DataConfig::test>},
        {"data.signal", kOfData, "signal strength", "snr",
         "Brightness of the needle against noise of deviation 1. At 7 it can always be found, at 4 nobody "
         "finds it every time.",
         "", 0, 20, usual(0, 12), false, kNewRun, true, in<kData, &DataConfig::signal>, nullptr, hidesGlyphs},
        {"data.channels", kOfData, "colours", "channels C",
         "How many colours a pixel has; each shows a glyph of its own, and only one of them counts.", "", 3, 9,
         usual(3, 9), false, kNewRun, true, in<kData, &DataConfig::channels>, nullptr, isColouredNoise},
        {"data.items", kOfData, "what to recognise", "items", "What is put into the images.", "", 0, 0, kNoNumber,
         false, kNewRun, true, in<kData, &DataConfig::items>, itemChoices, placesItems},
        {"data.rho", kOfData, "honesty of the tag", "ρ",
         "Share of the training images whose tag tells the answer for certain; the tags of the others are drawn by "
         "chance.",
         "", 0, 1, usual(0, 1), false, kNewRun, true, in<kData, &DataConfig::rho>, nullptr, isShortcut},
        {"data.canvas", kOfData, "image side", "canvas",
         "Width and height of an image. An item is half as wide, and never wider than 28.", "px", 32, 60, usual(40, 60),
         false, kNewRun, false, in<kData, &DataConfig::canvas>, nullptr, isClutter},
        {"data.distractors", kOfData, "clutter", "distractors D",
         "Pieces of other items that lie about: 8 × 8 pixels each.", "", 0, 16, usual(0, 16), false, kNewRun, true,
         in<kData, &DataConfig::distractors>, nullptr, isClutter},
        {"data.difference", kOfData, "how much it leans", "angle Δ",
         "Angle between the odd bar and the others: the smaller, the harder.", "°", 1, 90, usual(5, 90), false, kNewRun,
         true, in<kData, &DataConfig::difference>, nullptr, isOddOneOut},
        {"data.jitter", kOfData, "unsteady places", "jitter",
         "How far a bar may lie off the middle of its cell, in each direction.", "px", 0, 2, usual(0, 2), false,
         kNewRun, false, in<kData, &DataConfig::jitter>, nullptr, isOddOneOut},
        {"data.changed", kOfData, "squares that differ", "Hamming distance h",
         "In how many of its 25 squares a blot differs from the other: the fewer, the harder.", "", 1, 16, usual(1, 16),
         false, kNewRun, true, in<kData, &DataConfig::changed>, nullptr, isPair},
        {"data.side", kOfData, "image side", "image side",
         "Width and height of an image: corners lie the further apart, pictures show the more.", "px", 16, 96,
         usual(16, 64), false, kNewRun, true, in<kData, &DataConfig::side>, nullptr, hasSide},
        {"data.colours", kOfData, "grey or colour", "colour", "Whether pictures are seen in grey or in colour.", "", 0,
         0, kNoNumber, false, kNewRun, true, in<kData, &DataConfig::colours>, colourChoices, isOwnFiles},
        {"data.fit", kOfData, "what is seen", "crop or fit", "How a picture that is no square becomes one.", "", 0, 0,
         kNoNumber, false, kNewRun, false, in<kData, &DataConfig::fit>, fitChoices, isOwnFiles},
        {"data.noise", kOfData, "noise in the images", "noise σ",
         "Deviation of the noise on each pixel; what is to be compared lies between 0 and 1.", "", 0, 1, usual(0, 0.5),
         false, kNewRun, false, in<kData, &DataConfig::noise>, nullptr, hasNoise},
        {"data.pixels", kOfData, "pixel values", "normalisation", "The range of numbers that the network is given.", "",
         0, 0, kNoNumber, false, kNewRun, false, in<kData, &DataConfig::pixels>, pixelChoices},
    };
}

} // namespace fovea
