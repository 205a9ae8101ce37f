// The page of glimpses below the large picture: what was seen at each look, a player that goes from one to the next, and what
// is said of them. It chooses which look stands out; the picture above draws the frames.
#pragma once

#include "ui/views/shown.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace fovea {

class GlimpseStrip;

/// Whether the network in view looks at parts of the picture.
bool hasGlimpses(const AnswerOfSample& answer);

class GlimpseView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kLookEvery = 800; ///< ms from one look to the next while they are played

    explicit GlimpseView(QWidget* parent = nullptr);

    /// Another picture's looks are shown all at once; the same picture's keep their place.
    void showSample(const ShownSample& sample, const Scene& scene);
    /// Takes the words from what is shown now.
    void say();
    /// The look that stands out; −1: all.
    int current() const;
    bool playing() const { return step_.isActive(); }
    /// Without a look of its own the answer is that of all; else what the network would have said by then.
    const std::vector<double>* probabilities() const;
    int wantedHeight(int width) const;

public slots:
    void play(); ///< from the first look, or from the one that stands out; again: stops
    void pick(int look);

protected:
    void hideEvent(QHideEvent* event) override;

signals:
    /// Another look stands out, or all of them (−1).
    void looked(int current);

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);
    void advance();
    void stop();
    void go(int look);

    ShownSample sample_;
    Scene scene_;
    QTimer step_;
    GlimpseStrip* strip_;
    QWidget* row_;
    QToolButton *back_, *play_, *on_, *all_;
    QLabel* words_;
};

} // namespace fovea
