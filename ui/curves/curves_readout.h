// One line of numbers below a plot: as many of its parts as there is room for, changing no faster than can be read.
#pragma once

#include "ui/views/text_pace.h"

#include <QLabel>

#include <functional>

namespace fovea {

class CurvesReadout : public QLabel
{
    Q_OBJECT

public:
    explicit CurvesReadout(QWidget* parent = nullptr);

    /// Asked for the parts each time the text may change; the most important first.
    void setSource(std::function<QStringList()> source) { source_ = std::move(source); }
    /// Stands before the parts, where there are any.
    void setLead(const QString& lead) { lead_ = lead; }

    void ask() { pace_.ask(); }
    void askNow() { pace_.askNow(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void say();

    TextPace pace_;
    std::function<QStringList()> source_;
    QString lead_;
};

} // namespace fovea
