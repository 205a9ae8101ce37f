// Measures what layers cost on a thread of its own, while the window goes on; what is there so far comes as signals on the
// window's thread.
#pragma once

#include "core/explain/cost.h"

#include <QObject>

#include <thread>

namespace fovea {

class CostMeter : public QObject
{
    Q_OBJECT

public:
    explicit CostMeter(QObject* parent = nullptr) : QObject(parent) {}
    /// Waits for the point in hand, some 100 ms.
    ~CostMeter() override;

    bool measuring() const { return measuring_; }

public slots:
    /// Nothing where it measures already.
    void start();

signals:
    void grown(const std::vector<fovea::CostCurve>& curves, bool measuring);

private:
    void measure(const std::stop_token& stop);
    void say(const std::vector<CostCurve>& curves, bool measuring);

    bool measuring_ = false;
    std::jthread thread_;
};

} // namespace fovea
