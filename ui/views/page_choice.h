// Which page of the inspector is open. Only those that the network in view has something for are offered; with one alone
// there is nothing to choose, and nothing is shown.
#pragma once

#include <QList>
#include <QWidget>

#include <map>

class QButtonGroup;
class QToolButton;

namespace fovea {

enum class InspectorPage
{
    Picture,  ///< one map over the picture, large
    Glimpses, ///< the parts that the network looked at, one after the other
    Gazes,    ///< where it looks in many pictures
    Reward,   ///< what chance learns from
    Heads,    ///< all heads of all layers
    Gates,    ///< gates of channels, for the picture and each class
    Cost,     ///< what such a layer costs
};

class PageChoice : public QWidget
{
    Q_OBJECT

public:
    explicit PageChoice(QWidget* parent = nullptr);

    /// Where the page in view is not among them, the picture's is opened, and picked() said.
    void offer(const QList<InspectorPage>& pages);
    void choose(InspectorPage page); ///< emits nothing
    InspectorPage chosen() const { return chosen_; }
    const QList<InspectorPage>& offered() const { return offered_; }

signals:
    void picked(fovea::InspectorPage page);

private:
    QButtonGroup* group_;
    std::map<InspectorPage, QToolButton*> buttons_;
    QList<InspectorPage> offered_;
    InspectorPage chosen_ = InspectorPage::Picture;
};

} // namespace fovea
