// How probable the network holds each class, as labelled bars, and above them what it can answer at all: it has no other
// words, whatever picture it is given.
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace fovea {

enum class BarsForm
{
    Below,  ///< the picture, in two columns
    Beside, ///< the picture, name above bar, one under the other
    Small   ///< one line each, without the sentence; as many as there is room for, the most probable
};

class ProbabilityBars : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBars(QWidget* parent = nullptr);

    /// One name and (where there is an answer) one probability a class; `label` is the picture's class, −1 where nobody
    /// knows it.
    void showProbabilities(const QStringList& classes, const std::vector<double>& probabilities, int label);
    void setForm(BarsForm form);

    /// "this network can only answer: A, B, C, D"
    QString sentence() const;
    /// What one bar says: "square 0.93".
    QStringList texts() const;

    /// Small ones are given their height: what asks for height by its width is never given less in a row of a layout.
    bool hasHeightForWidth() const override { return form_ != BarsForm::Small; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar
    {
        QString name;
        double probability = 0;
        bool known = false; // there is an answer
        bool truth = false; // the picture's class
    };
    std::vector<Bar> bars() const;
    std::size_t mostBars() const;
    QString shownSentence(int width) const;
    int sentenceHeight(int width) const;
    int barHeight(bool above) const;
    bool namesAbove(int width) const;
    double nameWidth() const;
    void paintBar(QPainter& painter, const QRectF& area, const Bar& bar) const;

    QStringList classes_;
    std::vector<double> probabilities_;
    int label_ = -1;
    BarsForm form_ = BarsForm::Below;
};

} // namespace fovea
