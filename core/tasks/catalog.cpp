// The tasks, in plain sight. A new one is a file and a row.
#include "core/settings/choices.h"
#include "core/tasks/task.h"

namespace fovea {

const std::vector<TaskRow>& tasks()
{
    static const std::vector<TaskRow> kTasks = {
        {"classify", "what is it?", "Classification", "Which of the classes an image belongs to; of two, yes or no.",
         makeClassify},
    };
    return kTasks;
}

const TaskRow& taskNamed(std::string_view key)
{
    for (const TaskRow& row : tasks()) {
        if (row.key == key) {
            return row;
        }
    }
    checkFailed("task is known", __FILE__, __LINE__, std::string(key));
}

std::vector<Choice> taskChoices()
{
    std::vector<Choice> choices;
    for (const TaskRow& row : tasks()) {
        choices.push_back({row.key, row.plain, row.title, row.idea});
    }
    return choices;
}

} // namespace fovea
