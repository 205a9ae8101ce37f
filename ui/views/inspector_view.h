// The inspector: one picture large, where the network looks at it, what it says, and how the figures compare with chance.
// It keeps the picture in view; drawing on it, dropping or pasting one asks for another answer.
#pragma once

#include "ui/views/drawing.h"
#include "ui/views/map_rows.h"
#include "ui/views/shown.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QMimeData;

namespace fovea {

class AnswerLine;
class DrawTools;
class MapChoice;
class MapPager;
class PictureCanvas;
class ProbabilityBars;
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

protected:
    void resizeEvent(QResizeEvent* event) override;

    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLayout();
    void connectParts();
    void arrange();
    void putBars(bool beside);
    int heightOfRows() const;

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
    MapLook look_;
    bool full_ = false, present_ = false;
    std::optional<Stroke> stroke_;
    bool drawing_ = false;
    std::optional<bool> beside_;

    AnswerLine* answer_;
    PictureCanvas* canvas_;
    PictureCanvas* twin_;
    QLabel* place_;
    MapChoice* choice_;
    MapPager* pager_;
    DrawTools* tools_;
    QLabel* figures_;
    ProbabilityBars* bars_;
    QBoxLayout* column_;
    QBoxLayout* pictures_;
    TextPace* pace_;
};

} // namespace fovea
