// Measures how long each layer of a network takes, on a thread of its own; the figures come as a signal on the window's thread.
#pragma once

#include "core/explain/layer_table.h"

#include <QObject>

#include <optional>
#include <thread>
#include <utility>

namespace fovea {

class LayerMeter : public QObject
{
    Q_OBJECT

public:
    explicit LayerMeter(QObject* parent = nullptr) : QObject(parent) {}
    /// Waits for the layer in hand, some 50 ms.
    ~LayerMeter() override;

    /// Measures this network; what is being measured is dropped. Returns at once.
    void measure(const Config& config, const Interface& interface);

signals:
    void measured(const std::vector<double>& milliseconds);

private:
    using Asked = std::pair<Config, Interface>;

    void start(const Asked& asked);
    void done(const std::vector<double>& milliseconds);

    bool busy_ = false;
    std::optional<Asked> next_; ///< came while another was being measured
    std::jthread thread_;
};

} // namespace fovea
