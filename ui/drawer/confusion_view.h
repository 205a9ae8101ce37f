// Confusion matrix: each row what the images are, each column what they were taken for. Cells are told by their number; colour
// only helps to find the large ones. A click, or Enter on the current cell, asks for its pictures.
#pragma once

#include "core/training/judgement.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace fovea {

class ConfusionView : public QWidget
{
    Q_OBJECT

public:
    explicit ConfusionView(QWidget* parent = nullptr);

    /// Null: nothing is known yet. `moment`: when that was, "pass 2.3".
    void showJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment);
    void showClasses(const QStringList& classes);

    /// "pass 2.30: 93 % of 500 right; most often dress is taken for shirt (12)"
    QString sentence() const;
    /// "shirt taken for coat: 12 of 104"
    QString cellText(int is, int answered) const;
    QRectF cellRect(int is, int answered) const;
    int currentRow() const { return row_; }
    int currentColumn() const { return column_; }

    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    /// The pictures of one cell are wanted; never of an empty one.
    void cellOpened(int is, int answered);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Cell
    {
        int is = -1, answered = -1;
    };

    int classes() const;
    QString nameOf(int ofClass) const;
    bool numbered() const;
    double line() const;
    double nameWidth() const;
    double sentenceHeight() const;
    Cell cellAt(QPointF point) const;
    void makeCurrent(int row, int column);
    void openCell(int row, int column);
    void paintCell(QPainter& painter, int is, int answered) const;
    void paintNames(QPainter& painter) const;

    std::shared_ptr<const Judgement> judgement_;
    QStringList classes_;
    QString moment_;
    int row_ = 0, column_ = 0;
};

} // namespace fovea
