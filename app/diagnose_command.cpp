// fovea diagnose: what the curves of finished runs tell, with the evidence and what to try.
#include "app/command_line.h"

#include "app/result_text.h"
#include "app/run_folder.h"
#include "app/run_record.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/rules.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

const char* nameOf(Symptom curve)
{
    switch (curve) {
    case Symptom::Accuracy:
        return "training and validation accuracy";
    case Symptom::TrainingAccuracy:
        return "training accuracy";
    case Symptom::ValidationAccuracy:
        return "validation accuracy";
    case Symptom::TrainingLoss:
        return "training loss";
    }
    return "";
}

/// "training loss, epochs 3 to 8"
std::string placeOf(const Mark& mark)
{
    if (mark.step > 0) {
        return "batch " + std::to_string(mark.step);
    }
    const std::string epochs = mark.first == mark.last
                                   ? "epoch " + std::to_string(mark.first)
                                   : "epochs " + std::to_string(mark.first) + " to " + std::to_string(mark.last);
    return std::string(nameOf(mark.curve)) + ", " + epochs;
}

/// "--set data.samples=3200"
std::string asOptions(const Proposal& remedy)
{
    std::string text;
    for (const SettingChange& change : remedy.changes) {
        text += (text.empty() ? "--set " : " --set ") + asArgument(change.key + "=" + change.to);
    }
    return text;
}

void print(const Finding& finding, const std::filesystem::path& folder)
{
    const DiagnosisRule& rule = ruleOf(finding.condition);
    std::printf("\n  %s (%s)\n  %s\n  %s\n", std::string(rule.plain).c_str(), std::string(rule.term).c_str(),
                plain(finding.words).c_str(), std::string(rule.meaning).c_str());
    for (const Mark& mark : finding.evidence) {
        std::printf("  seen in: %s\n", placeOf(mark).c_str());
    }
    std::printf("  worth a try, each beside this run:\n");
    for (const Proposal& remedy : finding.remedies) {
        std::string changes;
        for (const SettingChange& change : remedy.changes) {
            changes += (changes.empty() ? "" : ", ") + change.key + " " + change.from + " → " + change.to;
        }
        std::printf("    %s: %s\n      %s\n      fovea train --config %s %s --out …\n",
                    std::string(remedy.plain).c_str(), changes.c_str(), std::string(remedy.why).c_str(),
                    asArgument(folder / "run.json").c_str(), asOptions(remedy).c_str());
    }
}

void print(const Diagnosis& diagnosis, const RunRecord& record)
{
    std::printf("%s: %s\n", record.folder.c_str(),
                !diagnosis.findings.empty() ? counted(static_cast<long>(diagnosis.findings.size()), "finding").c_str()
                : diagnosis.early           ? "nothing found yet, after so few epochs"
                                            : "nothing found");
    for (const Finding& finding : diagnosis.findings) {
        print(finding, record.folder);
    }
    if (!diagnosis.noise.text.empty()) {
        std::printf("\n  %s\n", plain(diagnosis.noise).c_str());
    }
}

Json toJson(const Diagnosis& diagnosis, const RunRecord& record)
{
    Json json{{"run", record.folder.string()}, {"findings", Json::array()}};
    for (const Finding& finding : diagnosis.findings) {
        Json one{{"condition", ruleOf(finding.condition).key}, {"words", plain(finding.words)}};
        for (const Mark& mark : finding.evidence) {
            one["evidence"].push_back({{"curve", nameOf(mark.curve)},
                                       {"first_epoch", mark.first},
                                       {"last_epoch", mark.last},
                                       {"low", exactly(mark.low)},
                                       {"high", exactly(mark.high)},
                                       {"batch", mark.step}});
        }
        one["remedies"] = Json::array();
        for (const Proposal& remedy : finding.remedies) {
            Json row{{"remedy", remedy.key}, {"set", Json::object()}};
            for (const SettingChange& change : remedy.changes) {
                row["set"][change.key] = change.to;
            }
            one["remedies"].push_back(std::move(row));
        }
        json["findings"].push_back(std::move(one));
    }
    json["noise"] = plain(diagnosis.noise);
    return json;
}

/// The table itself.
void printRules()
{
    for (const DiagnosisRule& rule : diagnosisRules()) {
        std::printf("%s: %s\n  %s\n", std::string(rule.key).c_str(), std::string(rule.plain).c_str(),
                    std::string(rule.meaning).c_str());
        for (const Threshold& threshold : rule.thresholds) {
            std::printf("    %g  %s: %s\n", threshold.value, std::string(threshold.what).c_str(),
                        std::string(threshold.reason).c_str());
        }
        std::string unless;
        for (const Condition other : rule.unless) {
            unless += (unless.empty() ? "" : ", ") + std::string(ruleOf(other).key);
        }
        if (!unless.empty()) {
            std::printf("    not looked for where there is %s\n", unless.c_str());
        }
    }
}

} // namespace

int runDiagnose(const DiagnoseCommand& command)
{
    if (command.rules) {
        printRules();
        return kDone;
    }
    Json all = Json::array();
    for (const std::filesystem::path& folder : command.runs) {
        const RunRecord record = readRecord(folder, "diagnose");
        const Diagnosis diagnosis = diagnose(recordedCurves(record, command.threads));
        if (command.json) {
            all.push_back(toJson(diagnosis, record));
        } else {
            print(diagnosis, record);
        }
    }
    if (command.json) {
        std::printf("%s\n", all.dump(2).c_str());
    }
    return kDone;
}

} // namespace fovea
