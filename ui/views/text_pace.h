// Numbers that can be read: texts change at most four times a second, however often what they say does.
#pragma once

#include <QObject>
#include <QTimer>

namespace fovea {

class TextPace : public QObject
{
    Q_OBJECT

public:
    static constexpr int kPause = 250; ///< milliseconds between two texts

    explicit TextPace(QObject* parent = nullptr);

    /// Something new is to be said: due() at once where the last was long enough ago, else when that time is over.
    void ask();
    /// The user did something and waits for the text: due() at once.
    void askNow();

signals:
    void due();

private:
    void pauseOver();

    QTimer timer_;
    bool asked_ = false;
};

} // namespace fovea
