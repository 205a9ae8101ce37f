// How probable the network holds each class, as labelled bars, and above them what it can answer at all: it has no other
// words, whatever picture it is given.
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace fovea {

class ProbabilityBars : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBars(QWidget* parent = nullptr);

    /// One name and (where there is an answer) one probability a class; `label` is the picture's class, −1 where nobody
    /// knows it.
    void showProbabilities(const QStringList& classes, const std::vector<double>& probabilities, int label);
    /// Beside the picture, one bar under the other; else below it, in two columns.
    void setBeside(bool beside);

    /// "this network can only answer: A, B, C, D"
    QString sentence() const;
    /// What one bar says: "square 0.93".
    QStringList texts() const;

    bool hasHeightForWidth() const override { return true; }
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
    QString shownSentence(int width) const;
    int sentenceHeight(int width) const;
    int barHeight() const;
    double widestName() const;
    void paintBar(QPainter& painter, const QRectF& area, const Bar& bar) const;

    QStringList classes_;
    std::vector<double> probabilities_;
    int label_ = -1;
    bool beside_ = false;
};

} // namespace fovea
