#include "core/settings/rules.h"

#include "core/settings/error.h"
#include "core/settings/fields.h"

namespace fovea {
namespace {

using Rule = void (*)(const Config&, std::vector<Problem>&);

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> kRules = {
        [](const Config& c, std::vector<Problem>& out) {
            if (c.train.optimiser == "sgd" && c.train.nesterov && c.train.momentum == 0) {
                out.push_back({"train.nesterov",
                               "train.nesterov is true, but train.momentum is 0: there is nothing to look "
                               "ahead with. Raise the momentum or turn Nesterov off."});
            }
        },
        [](const Config& c, std::vector<Problem>& out) {
            if (c.train.patience > 0 && c.data.validation == 0) {
                out.push_back(
                    {"train.patience", "train.patience is " + std::to_string(c.train.patience) +
                                           ", but data.validation is 0: early stopping needs validation images."});
            }
        },
    };
    return kRules;
}

} // namespace

std::vector<Problem> problems(const Config& config)
{
    std::vector<Problem> found;
    for (const Field& field : fields()) {
        try {
            Config copy = config;
            setFromText(copy, field.key, textOf(field, config));
        } catch (const Error& error) {
            found.push_back({std::string(field.key), error.what()});
        }
    }
    if (!found.empty()) {
        return found; // the rules below may rely on ranges
    }
    for (const Rule rule : rules()) {
        rule(config, found);
    }
    for (Problem& problem : dataProblems(config)) {
        found.push_back(std::move(problem));
    }
    for (Problem& problem : networkProblems(config)) {
        found.push_back(std::move(problem));
    }
    return found;
}

void requireValid(const Config& config)
{
    const std::vector<Problem> found = problems(config);
    if (found.empty()) {
        return;
    }
    std::string text;
    for (const Problem& problem : found) {
        text += (text.empty() ? "" : "\n") + problem.sentence;
    }
    throw Error(Error::Kind::Usage, text);
}

} // namespace fovea
