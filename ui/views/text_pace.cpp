#include "ui/views/text_pace.h"

namespace fovea {

TextPace::TextPace(QObject* parent) : QObject(parent)
{
    timer_.setSingleShot(true);
    timer_.setInterval(kPause);
    connect(&timer_, &QTimer::timeout, this, &TextPace::pauseOver);
}

void TextPace::ask()
{
    if (timer_.isActive()) {
        asked_ = true;
        return;
    }
    askNow();
}

void TextPace::askNow()
{
    asked_ = false;
    timer_.start();
    emit due();
}

void TextPace::pauseOver()
{
    if (asked_) {
        askNow();
    }
}

} // namespace fovea
