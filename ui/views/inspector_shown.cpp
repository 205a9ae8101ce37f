// What the inspector shows, frozen: picture, map and pages as values.
#include "ui/views/gate_view.h"
#include "ui/views/gazes_view.h"
#include "ui/views/glimpse_view.h"
#include "ui/views/inspected.h"
#include "ui/views/inspector_view.h"
#include "ui/views/map_pager.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/reward_view.h"

namespace fovea {

Inspected InspectorView::shown()
{
    Inspected now;
    now.sample = sample_;
    now.row = pager_->row();
    now.scale = canvas_->map().hasMap() ? canvas_->map().scale : std::nullopt;
    now.besideUntrained = wantsUntrained();
    now.look = page() == InspectorPage::Glimpses ? glimpses_->current() : -1;
    if (sample_.answer) {
        now.heads = headRows(sample_.answer->maps, full_, canvas_->selected(), now.row, look_.scale);
        gates_->showSample(sample_); // which is told only while its page is open
    }
    now.gates = gates_->figure();
    now.gate = gates_->gateName();
    now.gazes = gazes_->figure();
    now.gazesAt = gazes_->moment();
    if (reward_->variance()) {
        now.variance.variance = *reward_->variance();
        now.variance.used = reward_->baseline();
        now.varianceAt = reward_->moment();
    }
    return now;
}

} // namespace fovea
