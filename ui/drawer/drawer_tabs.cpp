#include "ui/drawer/drawer_tabs.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace fovea {
namespace {

constexpr bool isSimple(DrawerPage page)
{
    return page == DrawerPage::Runs || page == DrawerPage::Confusion || page == DrawerPage::Diagnosis;
}

} // namespace

DrawerRoom roomOf(DrawerPage page)
{
    return page == DrawerPage::Compare ? DrawerRoom::Whole
           : page == DrawerPage::Steps ? DrawerRoom::Beside
                                       : DrawerRoom::Low;
}

DrawerTabs::DrawerTabs(QWidget* parent) : QWidget(parent)
{
    const struct
    {
        DrawerPage page;
        QString text, help;
    } kPages[] = {
        {DrawerPage::Runs, tr("Runs"),
         tr("Every run of this sitting: compare, rename, delete, load its settings, repeat with other seeds (D)")},
        {DrawerPage::Confusion, tr("Confusion"),
         tr("What is taken for what, on the validation images; a click on a cell shows its pictures (D)")},
        {DrawerPage::Metrics, tr("Metrics"),
         tr("Precision, recall and F1 of each class, areas under curves, and whether it is as sure as it is right (D)")},
        {DrawerPage::Network, tr("Network"),
         tr("Layer by layer: shapes, numbers that are learned, multiply-adds, measured time; formulas (D)")},
        {DrawerPage::Compare, tr("Compare"),
         tr("Two to four settings trained in turn on the same batches: curves, maps and costs side by side (D)")},
        {DrawerPage::Diagnosis, tr("Diagnosis"),
         tr("What the curves tell: overfitting, collapse, stagnation …, with the evidence, and what to try (D)")},
        {DrawerPage::Steps, tr("Step by step"),
         tr("The numbers behind a map: query times keys, scaled, softmax, times values (D)")},
    };
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 6, 1);
    row->setSpacing(2);
    for (const auto& [page, text, help] : kPages) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(tr("Drawer: %1").arg(text));
        button->setToolTip(help);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
        connect(button, &QToolButton::clicked, this,
                [this, page = page](bool down) { open(down ? std::optional(page) : std::nullopt); });
        buttons_[page] = button;
        row->addWidget(button);
    }
    row->addStretch(1);
    setFull(false);
}

void DrawerTabs::setFull(bool full)
{
    for (const auto& [page, button] : buttons_) {
        button->setVisible(full || isSimple(page));
    }
    if (page_ && !full && !isSimple(*page_)) {
        open({});
    }
    if (!full && !isSimple(last_)) {
        last_ = DrawerPage::Runs;
    }
}

void DrawerTabs::open(std::optional<DrawerPage> page)
{
    for (const auto& [each, button] : buttons_) {
        button->setChecked(page == each);
    }
    if (page == page_) {
        return;
    }
    page_ = page;
    last_ = page.value_or(last_);
    emit pageChanged(page_);
}

void DrawerTabs::toggle()
{
    open(page_ ? std::nullopt : std::optional(last_));
}

} // namespace fovea
