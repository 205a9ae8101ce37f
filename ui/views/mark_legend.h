// What the marks below small pictures mean: ✓ and ✗ for the answer, ring and dot for where the largest weight lies.
#pragma once

#include <QWidget>

namespace fovea {

class MarkLegend : public QWidget
{
    Q_OBJECT

public:
    explicit MarkLegend(QWidget* parent = nullptr);

    /// Which of the marks are in view.
    void showMarks(bool answers, bool hits);
    /// All that it says, in words.
    QString text() const { return accessibleName(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double mark() const;

    bool answers_ = false, hits_ = false;
};

} // namespace fovea
