// fovea cost: what a layer in which tokens look at each other takes, as the patches become more.
#include "app/command_line.h"

#include "core/attention/catalog.h"
#include "core/explain/cost.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

Json asJson(const std::vector<CostCurve>& curves)
{
    const MixConfig layer = measuredLayer();
    Json json;
    json["layer"] = {{"width", layer.width}, {"heads", layer.heads}, {"window", layer.window}, {"images", 1}};
    for (const CostCurve& curve : curves) {
        for (const CostPoint& point : curve.points) {
            json["points"].push_back({{"mechanism", curve.mechanism},
                                      {"patches", point.places},
                                      {"milliseconds", point.milliseconds},
                                      {"bytes", point.bytes}});
        }
        const CostSlopes slopes = slopesOf(curve, kSlopeFrom, kSlopeTo);
        json["slopes"].push_back({{"mechanism", curve.mechanism},
                                  {"from", kSlopeFrom},
                                  {"to", kSlopeTo},
                                  {"time", slopes.time},
                                  {"bytes", slopes.bytes}});
    }
    json["crossings"] = Json::array();
    for (const Crossing& one : crossingsOf(curves)) {
        json["crossings"].push_back({{"longer", curves[one.longer].mechanism},
                                     {"shorter", curves[one.shorter].mechanism},
                                     {"patches", one.places}});
    }
    return json;
}

void printTable(const std::vector<CostCurve>& curves)
{
    const MixConfig layer = measuredLayer();
    std::printf("One image forward through one layer of width %d with %d heads, in one thread; windows of %d × %d.\n\n",
                layer.width, layer.heads, layer.window, layer.window);
    std::printf("%8s", "patches");
    for (const CostCurve& curve : curves) {
        std::printf("  %9s ms       KiB", curve.mechanism.c_str());
    }
    std::printf("\n");
    for (std::size_t i = 0; i < curves.front().points.size(); ++i) {
        std::printf("%8ld", static_cast<long>(curves.front().points[i].places));
        for (const CostCurve& curve : curves) {
            std::printf("  %12.3f  %8.0f", curve.points[i].milliseconds, curve.points[i].bytes / 1024);
        }
        std::printf("\n");
    }
}

void printSlopes(const std::vector<CostCurve>& curves)
{
    std::printf("\nGrows as N to the power of …, from %ld to %ld patches:\n", static_cast<long>(kSlopeFrom),
                static_cast<long>(kSlopeTo));
    for (const CostCurve& curve : curves) {
        const CostSlopes slopes = slopesOf(curve, kSlopeFrom, kSlopeTo);
        std::printf("  %-10s time %.2f, bytes %.2f   (in theory %s)\n", curve.mechanism.c_str(), slopes.time,
                    slopes.bytes, std::string(mixNamed(curve.mechanism).cost).c_str());
    }
    for (const Crossing& one : crossingsOf(curves)) {
        std::printf("From about %.0f patches on, %s takes longer than %s.\n", one.places,
                    curves[one.longer].mechanism.c_str(), curves[one.shorter].mechanism.c_str());
    }
}

} // namespace

int runCost(const CostCommand& command)
{
    const std::vector<CostCurve> curves = *measureCosts();
    if (command.json) {
        std::printf("%s\n", asJson(curves).dump(2).c_str());
    } else {
        printTable(curves);
        printSlopes(curves);
    }
    return kDone;
}

} // namespace fovea
