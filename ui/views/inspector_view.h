// The inspector: one picture large, where the network looks at it, what it says, and how the figures compare with chance.
// It keeps the picture in view; drawing on it, dropping or pasting one asks for another answer. Networks with several heads,
// with gates or with tokens that look at each other have pages of their own for them.
#pragma once

#include "core/explain/cost.h"
#include "core/training/attention_steps.h"
#include "core/training/gate_means.h"
#include "core/training/gaze_survey.h"
#include "ui/views/drawing.h"
#include "ui/views/map_rows.h"
#include "ui/views/page_choice.h"
#include "ui/views/shown.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

class QBoxLayout;
class QLabel;
class QMimeData;

namespace fovea {

class AnswerLine;
class CostView;
struct Inspected;
class DrawTools;
class GateView;
class GazesView;
class GlimpseView;
class HeadGrid;
class MapChoice;
class MapPager;
class PictureCanvas;
class ProbabilityBars;
class RewardView;
class TextPace;

class InspectorView : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorView(QWidget* parent = nullptr);
    ~InspectorView() override;

    void showScene(const Scene& scene);
    /// The new answer about the picture in view, or another picture. An answer about an earlier piece of the stroke that
    /// is in view gives its map and its figures, and leaves the picture as it is drawn now.
    void showSample(const ShownSample& sample);
    void setLook(const MapLook& look);
    void setFull(bool full);
    /// Picture, bar and the main figures only, in type of that size; `pixels` is ignored where not presenting.
    void setPresent(bool present, double pixels);

    /// Whether the untrained network's map is to be shown beside.
    bool wantsUntrained() const;
    void toggleUntrained();
    /// Gates in the mean of each class, and when that was: "pass 2.3".
    void showGateMeans(const std::shared_ptr<const GateMeans>& means, const QString& moment);
    /// Where the network looks in many pictures; null: not measured yet.
    void showGazes(const std::shared_ptr<const GazeSurvey>& survey, const QString& moment);
    /// How noisy the policy gradient is with each baseline; nothing: not measured yet.
    void showVariance(const std::optional<std::array<double, kBaselines>>& variance, const QString& moment);
    /// What was measured of the cost of layers so far.
    void showCosts(const std::vector<CostCurve>& curves, bool measuring);
    const std::vector<CostCurve>& costs() const;
    InspectorPage page() const;
    /// All that it shows now, as values: for paper.
    Inspected shown();

    /// A picture from the clipboard, where there is one.
    void paste();
    /// Paints so far that showed a map newer than the last.
    long framesDrawn() const;

    bool hasHeightForWidth() const override { return false; }

signals:
    /// Gallery and inspector share one look.
    void lookChanged(const fovea::MapLook& look);
    /// After each piece of a stroke: the picture as it is now.
    void drawn(const fovea::PicturePtr& picture);
    /// One step of undo.
    void strokeFinished(const fovea::PicturePtr& before, const fovea::PicturePtr& after);
    void fileDropped(const QString& path);
    void imageDropped(const QImage& image);
    void untrainedAsked(bool shown);
    /// Back to the picture as the data has it.
    void restoreAsked();
    /// The scale of the large map, where its colour bar is seen; nothing else.
    void scaleShown(const std::optional<fovea::MapScale>& scale);
    /// Another layer, head or query is in view; a head of −1 is the mean of all, and where no place was chosen to ask, the one
    /// in the middle does.
    void followed(const fovea::StepsAsked& row);
    /// Whether the gates of each class are looked at.
    void gatesAsked(bool wanted);
    /// Whether the looks at all pictures are looked at.
    void gazesAsked(bool wanted);
    void varianceAsked();
    void costAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLayout();
    void connectParts();
    void arrange();
    enum class Bars
    {
        Below,
        Beside,
        Small ///< beside a picture that makes room for heads or gates
    };
    void putBars(Bars where, int width, int height = 0);
    void arrangeShared(int across, int down);
    void arrangeWhole(QWidget* page, int down);
    int heightOfRows() const;

    void connectPages();
    void openPage(InspectorPage page);
    void offerPages();
    void openNatural(const AnswerOfSample& answer);
    void askForPage(InspectorPage page);
    void takeStyleOf(const Scene& scene);
    void showParts();
    void refreshHeads();
    void refreshGlimpses();
    void sayFollowed();
    std::optional<MapScale> scaleAmongHeads(const MapRow& row) const;
    QString rowCaption() const;
    QString untrainedCaption() const;
    void forgetPlace();

    void refresh();
    void refreshMaps();
    void say();
    void sayPlace();
    std::vector<Tensor> gridsForScale(const MapOfSample* layer, const MapOfSample* twin) const;
    bool isLate(const PicturePtr& picture) const;

    void beginStroke(bool erase);
    void leadStroke(const QPointF& from, const QPointF& to);
    void endStroke();
    void pick(int place);
    void solo(int place);
    bool take(const QMimeData* mime);

    Scene scene_;
    ShownSample sample_;
    std::optional<StepsAsked> followed_; ///< as said last
    MapLook look_;
    bool full_ = false, present_ = false;
    bool mixes_ = false, reaches_ = false; // tokens look at each other; how far is known
    std::optional<InspectorPage> natural_; // the page of what was chosen as mechanism, in the network in view
    std::map<bool, HeatmapStyle> styles_;  // of the map, chosen where colours are a cue, and where they are none
    std::optional<Stroke> stroke_;
    bool drawing_ = false;
    std::optional<bool> barsBeside_; // in the row of the pictures

    AnswerLine* answer_;
    PageChoice* pages_;
    PictureCanvas* canvas_;
    PictureCanvas* twin_;
    QLabel* place_;
    MapChoice* choice_;
    MapPager* pager_;
    DrawTools* tools_;
    QLabel* figures_;
    ProbabilityBars* bars_;
    HeadGrid* heads_;
    GateView* gates_;
    CostView* cost_;
    GlimpseView* glimpses_;
    GazesView* gazes_;
    RewardView* reward_;
    QBoxLayout* column_;
    QBoxLayout* pictures_;
    TextPace* pace_;
};

} // namespace fovea
