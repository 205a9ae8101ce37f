// What the network says about the large picture, in one line: ✓ or ✗ where the class is known, the answer, and of which
// moment it is.
#pragma once

#include <QWidget>

#include <optional>

namespace fovea {

class AnswerLine : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerLine(QWidget* parent = nullptr);

    void showAnswer(const QString& text, std::optional<bool> right);
    /// At the line's end, as far as it has room beside the answer.
    void showMoment(const QString& moment);
    bool hasRoomForMoment() const;

    const QString& text() const { return text_; }
    std::optional<bool> right() const { return right_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double answerWidth() const;
    QFont bold() const;
    double mark() const;

    QString text_, moment_;
    std::optional<bool> right_;
};

} // namespace fovea
