// Which of several maps is looked at: layer, head, query. A choice exists only where there is more than one.
#pragma once

#include "ui/views/map_rows.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace fovea {

class MapPager : public QWidget
{
    Q_OBJECT

public:
    explicit MapPager(QWidget* parent = nullptr);

    /// The maps to choose from; keeps what was chosen as far as it still exists.
    void showMaps(const std::vector<MapOfSample>& maps);
    /// Layers can be chosen in full only.
    void setFull(bool full);
    void choose(const MapRow& row);

    const MapRow& row() const { return row_; }

signals:
    void chosen(const MapRow& row);

private:
    void take();
    void offer();

    MapRow row_;
    QStringList layers_;
    std::vector<std::pair<int, int>> sizes_; // heads and queries of each layer
    bool full_ = false;
    QComboBox* layer_;
    QComboBox* head_;
    QSpinBox* query_;
};

} // namespace fovea
