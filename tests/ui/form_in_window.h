// The experiment form in a window, what it said, and hands for it.
#pragma once

#include "ui/experiment_panel.h"
#include "ui/form/field_row.h"
#include "ui/form/tone_label.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTest>

namespace fovea {

inline constexpr QSize kSmall(256, 564), kLarge(336, 656);

/// A form in a window, and everything that it said.
struct Form
{
    ExperimentPanel panel;
    std::vector<Config> edited;
    int finished = 0;
    QStringList presets;
    int newRuns = 0, undone = 0;

    explicit Form(bool full = false, QSize size = kSmall)
    {
        panel.setFull(full);
        panel.resize(size);
        panel.show();
        QCoreApplication::sendPostedEvents(); // lays it out
        QObject::connect(&panel, &ExperimentPanel::edited, [this](const Config& config) { edited.push_back(config); });
        QObject::connect(&panel, &ExperimentPanel::editFinished, [this] { ++finished; });
        QObject::connect(&panel, &ExperimentPanel::presetChosen, [this](const QString& key) { presets += key; });
        QObject::connect(&panel, &ExperimentPanel::newRunAsked, [this] { ++newRuns; });
        QObject::connect(&panel, &ExperimentPanel::undoWaitingAsked, [this] { ++undone; });
    }

    FieldRow* row(const char* key) const { return panel.findChild<FieldRow*>(key); }
    template<class Part>
    Part* part(const char* key) const
    {
        return row(key)->findChild<Part*>();
    }
    bool shows(const char* key) const { return row(key)->isVisible(); }
    QString refusal(const char* key) const
    {
        const auto* label = row(key)->findChild<ToneLabel*>("refusal");
        return label->isVisible() ? label->text() : QString();
    }
    QString mark(const char* key) const { return row(key)->findChild<ToneLabel*>("mark")->text(); }
    QString label(const char* key) const { return row(key)->findChild<ToneLabel*>("label")->text(); }
    QString line(const char* name) const
    {
        const auto* label = panel.findChild<ToneLabel*>(name);
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* each : panel.findChildren<QPushButton*>()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }
    void type(const char* key, const QString& text, Qt::Key end = Qt::Key_Return) const
    {
        auto* box = part<QLineEdit>(key);
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, end);
    }
};

inline Config with(const std::vector<std::pair<const char*, const char*>>& settings)
{
    Config config;
    for (const auto& [key, text] : settings) {
        setFromText(config, key, text);
    }
    return config;
}

inline bool isControl(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QSlider*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
}

/// Every control of the form, visible or not.
inline QList<QWidget*> controlsOf(const ExperimentPanel& panel)
{
    QList<QWidget*> controls;
    for (QWidget* widget : panel.findChildren<QWidget*>()) {
        if (isControl(widget)) {
            controls += widget;
        }
    }
    return controls;
}

} // namespace fovea
