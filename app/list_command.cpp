// fovea list: the catalogs and the table of settings, for people and as JSON for scripts.
#include "app/command_line.h"

#include "core/attention/catalog.h"
#include "core/data/catalog.h"
#include "core/settings/config_json.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/tasks/task.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

const char* words(TakesEffect when)
{
    switch (when) {
    case TakesEffect::Live:
        return "live";
    case TakesEffect::NextEpoch:
        return "next epoch";
    case TakesEffect::NewRun:
        return "new run";
    }
    return "";
}

/// The rows of a catalog of mechanisms.
Json rowsOf(const auto& rows)
{
    Json json;
    for (const auto& row : rows) {
        json.push_back({{"key", row.key},
                        {"title", row.title},
                        {"plain", row.plain},
                        {"idea", row.idea},
                        {"formula", row.formula},
                        {"cost", row.cost},
                        {"source", row.source}});
    }
    return json;
}

Json catalogsAsJson()
{
    Json json;
    for (const TaskRow& row : tasks()) {
        json["tasks"].push_back({{"key", row.key}, {"title", row.title}, {"plain", row.plain}, {"idea", row.idea}});
    }
    for (const DataSetRow& row : dataSets()) {
        json["datasets"].push_back({{"key", row.key},
                                    {"title", row.title},
                                    {"plain", row.plain},
                                    {"idea", row.idea},
                                    {"image", {row.image.dim(0), row.image.dim(1), row.image.dim(2)}},
                                    {"classes", row.classes},
                                    {"knows_evidence", row.knowsEvidence}});
    }
    json["mechanisms"] = rowsOf(mechanisms());
    json["looks"] = rowsOf(lookMechanisms());
    json["gates"] = rowsOf(gateMechanisms());
    json["mixes"] = rowsOf(mixMechanisms());
    for (const Preset& preset : presets()) {
        json["presets"].push_back({{"key", preset.key},
                                   {"title", preset.title},
                                   {"watch", preset.watch},
                                   {"try", preset.tryNext},
                                   {"config", toJson(configOf(preset))}});
    }
    const Json defaults = toJson(Config());
    for (const Field& field : fields()) {
        Json row{{"key", field.key},
                 {"label", field.plain},
                 {"term", field.term},
                 {"help", field.help},
                 {"default", defaults[std::string(field.key)]},
                 {"takes_effect", words(field.takesEffect)},
                 {"simple", field.simple}};
        if (!field.unit.empty()) {
            row["unit"] = field.unit;
        }
        if (field.choices != nullptr) {
            for (const Choice& choice : field.choices()) {
                row["choices"].push_back(choice.key);
            }
        } else if (field.most > 0) {
            row["min"] = field.least;
            row["max"] = field.most;
        }
        json["settings"].push_back(std::move(row));
    }
    return json;
}

void print(const Json& rows, const char* heading)
{
    std::printf("%s\n", heading);
    for (const Json& row : rows) {
        std::printf("  %-16s %s: %s\n", row["key"].get<std::string>().c_str(), row["title"].get<std::string>().c_str(),
                    row["idea"].get<std::string>().c_str());
        if (row.contains("formula") && !row["formula"].get<std::string>().empty()) {
            const auto source = row["source"].get<std::string>();
            std::printf("  %-16s %s%s\n", "", row["formula"].get<std::string>().c_str(),
                        source.empty() ? "" : ("   (" + source + ")").c_str());
        }
    }
    std::printf("\n");
}

void printAll(const Json& json)
{
    print(json["tasks"], "Tasks");
    print(json["datasets"], "Data sets (data.set)");
    print(json["mechanisms"], "Attention mechanisms (attention.mechanism)");
    print(json["looks"], "Glimpses (look.mechanism)");
    print(json["gates"], "Gates (gate.mechanism)");
    print(json["mixes"], "Mixing, which is self-attention (mix.mechanism, with mix.depth above 0)");
    std::printf("Presets\n");
    for (const Preset& preset : presets()) {
        std::printf("  %-16s %s\n  %-16s Watch: %s\n  %-16s Try next: %s\n", std::string(preset.key).c_str(),
                    std::string(preset.title).c_str(), "", std::string(preset.watch).c_str(), "",
                    std::string(preset.tryNext).c_str());
    }
    std::printf("\nSettings (--set KEY=VALUE)\n");
    const Config defaults;
    for (const Field& field : fields()) {
        std::printf("  %-22s %s%s%s\n  %-22s default %s; %s; takes effect: %s\n", std::string(field.key).c_str(),
                    std::string(field.help).c_str(),
                    field.unit.empty() ? "" : " Unit: ", std::string(field.unit).c_str(), "",
                    textOf(field, defaults).empty() ? "empty" : textOf(field, defaults).c_str(), allowed(field).c_str(),
                    words(field.takesEffect));
    }
}

} // namespace

int runList(const ListCommand& command)
{
    const Json json = catalogsAsJson();
    if (command.json) {
        std::printf("%s\n", json.dump(2).c_str());
    } else {
        printAll(json);
    }
    return kDone;
}

} // namespace fovea
