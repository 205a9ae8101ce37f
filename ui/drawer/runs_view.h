// Runs: a table of every run of the sitting, by any result and by any setting in which they differ. Of those selected it says
// what differs; it shows one again, hides, renames
// and deletes them, loads their settings, and repeats one with other seeds.
#pragma once

#include "ui/drawer/run_row.h"

#include <QWidget>

#include <map>

class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fovea {

class RunsView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kRepeats = 5; ///< seeds, the run's own among them

    explicit RunsView(QWidget* parent = nullptr);

    void showRows(const std::vector<RunRow>& rows);
    void setFull(bool full); ///< the field's terms, or (at first) plain words

    /// Numbers of the selected runs; of a group of seeds all of them.
    std::vector<int> selected() const;
    void select(const std::vector<int>& numbers);
    /// What stands below the table: what differs between the two runs or groups of seeds that are selected, or a hint.
    QString note() const;

    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    void viewAsked(int number); ///< its pictures, maps and figures
    void showAsked(const std::vector<int>& numbers, bool shown);
    void renamed(int number, const QString& name);
    void deleteAsked(const std::vector<int>& numbers);
    void settingsAsked(int number);
    void repeatAsked(int number);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);
    void rebuild();
    void fitColumns();
    void widenColumns();
    void refresh();
    void offer();
    void offerView();
    std::optional<int> repeatable() const;
    std::vector<const SeedGroup*> selectedGroups() const;
    QString differing(int first, int second, bool seeds) const;
    const RunRow* rowOf(int number) const;
    bool isEditing() const;
    Wording wording() const { return full_ ? Wording::Term : Wording::Plain; }

    std::vector<RunRow> rows_;
    std::optional<std::vector<RunRow>> waiting_; ///< newer ones, while a name is being typed
    std::vector<const Field*> settings_;         ///< columns after the results
    std::vector<SeedGroup> groups_;
    std::vector<std::vector<int>> shape_; ///< what the tree was built of: runs of each top row
    bool full_ = false, filling_ = false;
    std::map<int, QTreeWidgetItem*> items_;
    QTreeWidget* tree_;
    QLabel* note_;
    QToolButton *view_, *show_, *rename_, *delete_, *load_, *repeat_;
};

} // namespace fovea
