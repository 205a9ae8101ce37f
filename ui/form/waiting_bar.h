// Changes that need a new run while one is going: how many wait, and the two ways out.
#pragma once

#include <QFrame>

class QPushButton;

namespace fovea {

class ToneLabel;

class WaitingBar : public QFrame
{
    Q_OBJECT

public:
    explicit WaitingBar(QWidget* parent = nullptr);

    /// Hidden where nothing waits. `which` names the changes, for hovering.
    void showWaiting(int count, const QString& which);

signals:
    void newRunAsked();
    void undoAsked();

private:
    QPushButton* button(const QString& text, const QString& help);

    ToneLabel* words_;
};

} // namespace fovea
