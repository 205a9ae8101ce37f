// Message bar: one sentence about what happened, with up to two remedies as buttons. It stays until it is answered, closed
// or made untrue by what follows; nothing behind it waits.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace fovea {

struct Remedy
{
    QString text, help;
    std::function<void()> act;
};

class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void say(const QString& sentence, const std::vector<Remedy>& remedies = {});
    void clear();
    QString sentence() const;

signals:
    void resized(); ///< it came, went, or needs another height

private:
    QLabel* text_;
    QHBoxLayout* row_;
    std::vector<QToolButton*> buttons_;
};

} // namespace fovea
