// Whose attention the curves show: the map as a whole, every head, or one.
#pragma once

#include "ui/curves/curve_scene.h"

#include <QComboBox>

namespace fovea {

class HeadsBox : public QComboBox
{
    Q_OBJECT

public:
    explicit HeadsBox(QWidget* parent = nullptr);

    /// The heads that were measured. Until somebody chooses: all of them where the map as a whole is `uniform` by definition,
    /// else that map.
    void offer(const std::vector<HeadName>& heads, bool uniform);
    HeadsChoice choice() const;

signals:
    void chosen(); ///< by the user

private:
    std::vector<HeadName> heads_;
    bool byUser_ = false;
};

} // namespace fovea
