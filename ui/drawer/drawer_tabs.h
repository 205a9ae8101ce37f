// The drawer's tabs: one strip of buttons at the window's foot. One of them at most is down, and its page is open; pressed
// again, it closes.
#pragma once

#include "ui/window/arrangement.h"

#include <QWidget>

#include <map>
#include <optional>

class QToolButton;

namespace fovea {

enum class DrawerPage
{
    Runs,      ///< every run of the sitting
    Confusion, ///< what is taken for what
    Metrics,   ///< precision, recall, areas, calibration
    Network,   ///< layer by layer
    Compare,   ///< two to four settings side by side
    Diagnosis, ///< what the curves tell, and what to try
    Steps,     ///< attention step by step
};

/// How much room the page needs.
DrawerRoom roomOf(DrawerPage page);

class DrawerTabs : public QWidget
{
    Q_OBJECT

public:
    explicit DrawerTabs(QWidget* parent = nullptr);

    /// All pages, or (at first) the simple ones. A page that is no longer offered closes.
    void setFull(bool full);
    void open(std::optional<DrawerPage> page); ///< nothing: closed
    void toggle();                             ///< closes, or opens the page that was open last
    std::optional<DrawerPage> page() const { return page_; }

signals:
    void pageChanged(std::optional<fovea::DrawerPage> page);

private:
    std::map<DrawerPage, QToolButton*> buttons_;
    std::optional<DrawerPage> page_;
    DrawerPage last_ = DrawerPage::Runs;
};

} // namespace fovea
