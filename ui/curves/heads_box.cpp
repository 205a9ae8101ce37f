#include "ui/curves/heads_box.h"

#include "ui/curves/curve_words.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr int kWhole = 0, kAll = 1, kFirstHead = 2; // entries, in order

} // namespace

HeadsBox::HeadsBox(QWidget* parent) : QComboBox(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Whose attention the curves show"));
    setToolTip(
        tr("The map from which the answer is read, every head of every layer as a faint line, or one head alone"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    hide();
    connect(this, &QComboBox::activated, this, [this] {
        byUser_ = true;
        emit chosen();
    });
}

void HeadsBox::offer(const std::vector<HeadName>& heads, bool uniform)
{
    if (heads != heads_ || count() == 0) {
        const HeadsChoice before = choice();
        heads_ = heads;
        clear();
        addItem(tr("map as a whole"));
        addItem(tr("all heads"));
        for (const HeadName& head : heads_) {
            addItem(headName(head));
        }
        const auto same = before.one ? std::ranges::find(heads_, *before.one) : heads_.end();
        byUser_ = byUser_ && (!before.one || same != heads_.end());
        setCurrentIndex(same != heads_.end() ? kFirstHead + static_cast<int>(same - heads_.begin())
                        : before.all         ? kAll
                                             : kWhole);
    }
    if (!byUser_) {
        setCurrentIndex(uniform ? kAll : kWhole);
    }
}

HeadsChoice HeadsBox::choice() const
{
    const int head = currentIndex() - kFirstHead;
    const bool one = head >= 0 && head < static_cast<int>(heads_.size());
    return {currentIndex() == kAll, one ? std::optional(heads_[static_cast<std::size_t>(head)]) : std::nullopt};
}

} // namespace fovea
