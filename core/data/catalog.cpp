#include "core/data/catalog.h"

#include "core/settings/choices.h"

namespace fovea {

const std::vector<DataSetRow>& dataSets()
{
    static const std::vector<DataSetRow> kSets = {
        {"brightness",
         "bright or dark noise",
         "Brightness",
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
