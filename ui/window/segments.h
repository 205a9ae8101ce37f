// Segments: a few buttons side by side of which exactly one is down.
#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;

namespace fovea {

struct Segment
{
    QString text, help;
};

class Segments : public QWidget
{
    Q_OBJECT

public:
    /// `name` says what is chosen here, for those who hear the window.
    Segments(const QString& name, const QList<Segment>& segments, QWidget* parent = nullptr);

    int chosen() const;
    void choose(int index); ///< emits nothing
    /// Not offered, none is down, and all say why.
    void setOffered(bool offered, const QString& why);

signals:
    void picked(int index); ///< by the user

private:
    QList<Segment> segments_;
    int chosen_ = 0;
    QButtonGroup* group_;
};

} // namespace fovea
