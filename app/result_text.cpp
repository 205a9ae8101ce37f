#include "app/result_text.h"

#include <cmath>
#include <cstdio>

namespace fovea {
namespace {

/// "weight on the object 0.61 (chance 0.08), on decoys 0.02 (chance 0.05)"; empty where no map is scored.
void printWeights(const Evaluation& e)
{
    if (!std::isnan(e.chance.mass)) {
        std::printf(", weight on the object %s (chance %.4f)", shownNumber(e.evidence.mass).c_str(), e.chance.mass);
    }
    if (!std::isnan(e.decoyChance)) {
        std::printf(", on decoys %s (chance %.4f)", shownNumber(e.decoyMass).c_str(), e.decoyChance);
    }
    std::printf("\n");
}

void printGate(const CueGate& gate, std::size_t cues)
{
    std::printf("%s: the cue explains %s of its variance; nearest mean gates tell the cue in %s (chance %.4f)",
                gate.layer.c_str(), shownNumber(gate.explained).c_str(), shownNumber(gate.told).c_str(),
                1 / static_cast<double>(cues));
    if (!std::isnan(gate.correlation)) {
        std::printf("; correlation with reading the colour that counts %.4f", gate.correlation);
    }
    std::printf("\n");
}

/// The further tests that the data has, and what gates make of cues.
void printFurther(const TestReport& test)
{
    for (const VariantReport& variant : test.variants) {
        std::printf("  tags %s: accuracy %s", variant.key.c_str(), shownNumber(variant.evaluation.accuracy).c_str());
        printWeights(variant.evaluation);
    }
    if (!std::isnan(test.reliance)) {
        std::printf("reliance on the tag, accuracy correlated − shuffled: %.4f\n", test.reliance);
    }
    for (const CueGate& gate : test.gates) {
        printGate(gate, test.cues.size());
    }
}

/// "3.1, 2.4, 2.2": pixels of each glimpse in turn.
std::string distancesOf(const Evaluation& e)
{
    std::string text;
    for (const double distance : e.gazeDistances) {
        char one[64];
        std::snprintf(one, sizeof one, "%s%.1f", text.empty() ? "" : ", ", distance);
        text += std::isfinite(distance) ? one : text.empty() ? "unknown" : ", unknown";
    }
    return text;
}

/// Who chose the gazes, what came of it, and how far they were from the object, glimpse by glimpse.
void printGazes(const TestReport& test)
{
    if (!test.gaze) {
        if (!test.evaluation.gazeDistances.empty()) {
            std::printf("pixels from each glimpse to the object: %s\n", distancesOf(test.evaluation).c_str());
        }
        return;
    }
    std::printf("gazes while learning: %s; in the test, the same network:\n", test.gaze->trainedWith.c_str());
    std::printf("  %-8s accuracy %s, pixels to the object %s\n", "aimed", shownNumber(test.evaluation.accuracy).c_str(),
                distancesOf(test.evaluation).c_str());
    for (const GazeControl& control : test.gaze->controls) {
        std::printf("  %-8s accuracy %s, pixels to the object %s\n", std::string(control.key).c_str(),
                    shownNumber(control.evaluation.accuracy).c_str(), distancesOf(control.evaluation).c_str());
    }
    std::printf("variance of the policy gradient, by baseline:");
    for (std::size_t b = 0; b < kBaselines; ++b) {
        std::printf("%s %s %.3g", b == 0 ? "" : ",", std::string(baselineKeys()[b]).c_str(), test.gaze->variance[b]);
    }
    std::printf("\n");
}

void printCeiling(const TestReport& test)
{
    if (std::isnan(test.accuracy.ceiling)) {
        return;
    }
    std::printf("the best that anybody can do on these images: accuracy %.4f", test.accuracy.ceiling);
    if (!std::isnan(test.pointing.ceiling)) {
        std::printf(", hit %.4f", test.pointing.ceiling);
    }
    std::printf("\n");
}

} // namespace

std::string shownNumber(double value)
{
    if (!std::isfinite(value)) {
        return "undefined";
    }
    char text[64];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
}

std::string counted(long count, const std::string& thing)
{
    return std::to_string(count) + " " + thing + (count == 1 ? "" : thing.ends_with("tch") ? "es" : "s");
}

void printTest(const TestReport& test)
{
    const Evaluation& e = test.evaluation;
    std::printf("test accuracy %s (always the most frequent class: %s), loss %s\n", shownNumber(e.accuracy).c_str(),
                shownNumber(test.majority).c_str(), shownNumber(e.loss).c_str());
    if (!std::isnan(e.chance.hit)) {
        std::printf("hit %s (chance %.4f)", shownNumber(e.evidence.hit).c_str(), e.chance.hit);
        printWeights(e);
    }
    printFurther(test);
    printGazes(test);
    printCeiling(test);
    if (!std::isfinite(e.accuracy)) {
        std::printf("To some images the network gives no finite answer: what would count them is undefined.\n");
    }
}

} // namespace fovea
