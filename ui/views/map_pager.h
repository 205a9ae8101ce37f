// Which of several maps is looked at: layer, head, query. A choice exists only where there is more than one.
#pragma once

#include "ui/views/map_rows.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QSpinBox;

namespace fovea {

class MapPager : public QWidget
{
    Q_OBJECT

public:
    explicit MapPager(QWidget* parent = nullptr);

    /// The maps to choose from, those that lie in the picture; keeps what was chosen as far as it still exists.
    void showMaps(const std::vector<MapOfSample>& maps);
    /// Layers can be chosen in full only; in simple there is a way back from one that was chosen elsewhere.
    void setFull(bool full);
    /// Whether it may be seen at all.
    void setShown(bool shown);
    void choose(const MapRow& row);
    /// One line where all its words can be read in this width, else two.
    void fit(int width);

    const MapRow& row() const { return row_; }

signals:
    void chosen(const MapRow& row);

private:
    /// One layer that can be chosen.
    struct Offer
    {
        int layer; // its number among the maps; −1: the one that is looked at where nobody chooses
        QString name;
        int heads, queries;
        bool operator==(const Offer&) const = default;
    };

    void take();
    void offer();
    int chosenOffer() const;

    MapRow row_;
    std::vector<Offer> offers_;
    bool full_ = false, shown_ = true;
    QComboBox* layer_;
    QComboBox* head_;
    QSpinBox* query_;
    QHBoxLayout *above_, *line_; ///< the layer stands above where the line is too short for it
};

} // namespace fovea
