#include "ui/pictures/pictures_page.h"

#include "core/settings/choices.h"
#include "ui/form/tone_label.h"
#include "ui/pictures/picture_sheet.h"
#include "ui/pictures/picture_words.h"
#include "ui/window/file_drops.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QTreeWidget>

namespace fovea {
namespace {

constexpr int kSoon = 400; // milliseconds without a change before they are read again

void name(QWidget* control, const QString& accessible, const QString& help)
{
    control->setAccessibleName(accessible);
    control->setToolTip(help);
    control->setFocusPolicy(Qt::TabFocus);
}

QComboBox* boxOf(const std::vector<Choice>& choices)
{
    auto* box = new QComboBox;
    for (const Choice& choice : choices) {
        const auto text = [](std::string_view words) {
            return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
        };
        box->addItem(text(choice.plain), text(choice.key));
        box->setItemData(box->count() - 1, text(choice.idea), Qt::ToolTipRole);
    }
    return box;
}

} // namespace

PicturesPage::PicturesPage(const PictureForm& form, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("My pictures"));
    makeControls();
    layOut();
    side_->setValue(static_cast<int>(form.side));
    fit_->setCurrentIndex(fit_->findData(form.fit == Fit::Crop ? "crop" : "whole"));
    colours_->setCurrentIndex(colours_->findData(form.channels == 3 ? "colour" : "grey"));
    connect(side_, &QSpinBox::valueChanged, soon_, qOverload<>(&QTimer::start));
    for (QComboBox* box : {fit_, colours_}) {
        connect(box, &QComboBox::currentIndexChanged, soon_, qOverload<>(&QTimer::start));
    }
    connect(soon_, &QTimer::timeout, this, [this] { emit formChanged(this->form()); });
    connect(new FileDrops(this), &FileDrops::dropped, this, &PicturesPage::folderAsked);
    showNothing();
    summary_->setText(
        tr("Choose a folder that has a folder for each class, with PNG or JPEG pictures in it; or drop it "
           "here."));
    resize(940, 660);
}

void PicturesPage::makeControls()
{
    choose_ = new QPushButton(tr("Choose a folder…"));
    name(choose_, tr("choose a folder"), tr("A folder that has a folder with pictures for each class"));
    connect(choose_, &QPushButton::clicked, this, &PicturesPage::chooseFolder);
    folder_ = new ElidedLabel(ToneLabel::Tone::Quiet);
    folder_->setAccessibleName(tr("folder"));

    side_ = new QSpinBox;
    side_->setRange(16, 64);
    side_->setSingleStep(8);
    side_->setSuffix(tr(" pixels"));
    name(side_, tr("side of a picture"), tr("Width and height in which the network sees each picture"));
    fit_ = boxOf(fitChoices());
    name(fit_, tr("what of a picture is seen"), tr("What happens to pictures that are no squares"));
    colours_ = boxOf(colourChoices());
    name(colours_, tr("colours"), tr("Grey learns faster; colour where it tells classes apart"));
    soon_ = new QTimer(this);
    soon_->setSingleShot(true);
    soon_->setInterval(kSoon);

    progress_ = new QProgressBar;
    progress_->setAccessibleName(tr("progress of reading"));
    cancel_ = new QPushButton(tr("Cancel"));
    name(cancel_, tr("cancel reading"), tr("Stops reading this folder"));
    connect(cancel_, &QPushButton::clicked, this, &PicturesPage::cancelAsked);

    classes_ = new QTreeWidget;
    classes_->setColumnCount(3);
    classes_->setHeaderLabels({tr("Class"), tr("Pictures"), QString()});
    classes_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    classes_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    classes_->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    classes_->header()->setStretchLastSection(false);
    classes_->setRootIsDecorated(false);
    classes_->setUniformRowHeights(true);
    name(classes_, tr("classes"), tr("Choose a class to see its pictures"));
    connect(classes_, &QTreeWidget::itemSelectionChanged, this, [this] {
        const QList<QTreeWidgetItem*> chosen = classes_->selectedItems();
        sheet_->showClass(chosen.isEmpty() ? std::optional<int>() : classes_->indexOfTopLevelItem(chosen.front()));
    });
    sheet_ = new PictureSheet;

    summary_ = new QLabel;
    network_ = new QLabel;
    warning_ = new ToneLabel(ToneLabel::Tone::Refusal);
    for (QLabel* label : std::initializer_list<QLabel*>{summary_, network_, warning_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    summary_->setAccessibleName(tr("what was found"));
    network_->setAccessibleName(tr("network to begin with"));
    warning_->setAccessibleName(tr("warning"));
    skippedTitle_ = new QLabel;
    skipped_ = new QPlainTextEdit;
    skipped_->setReadOnly(true);
    skipped_->setTabChangesFocus(true);
    skipped_->setLineWrapMode(QPlainTextEdit::NoWrap);
    skipped_->setFixedHeight(92);
    name(skipped_, tr("what is skipped, and why"), tr("Files that are not used, each with the reason"));
    skippedTitle_->setBuddy(skipped_);

    use_ = new QPushButton(tr("Use these pictures"));
    use_->setDefault(true);
    name(use_, tr("use these pictures"),
         tr("Puts them, and a network that suits them, into the form. Ctrl+Z takes it back"));
    connect(use_, &QPushButton::clicked, this, &PicturesPage::used);
    close_ = new QPushButton(tr("Close"));
    name(close_, tr("close"), tr("Back to the window (Esc)"));
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
}

void PicturesPage::layOut()
{
    auto* column = new QVBoxLayout(this);
    auto* top = new QHBoxLayout;
    top->addWidget(choose_);
    top->addWidget(folder_, 1);
    column->addLayout(top);
    auto* seen = new QHBoxLayout;
    seen->addWidget(new QLabel(tr("Seen as")));
    seen->addWidget(side_);
    seen->addWidget(fit_);
    seen->addWidget(colours_);
    seen->addStretch(1);
    column->addLayout(seen);
    auto* reading = new QHBoxLayout;
    reading->addWidget(progress_, 1);
    reading->addWidget(cancel_);
    column->addLayout(reading);
    auto* middle = new QHBoxLayout;
    classes_->setFixedWidth(300);
    middle->addWidget(classes_);
    middle->addWidget(sheet_, 1);
    column->addLayout(middle, 1);
    for (QWidget* line : std::initializer_list<QWidget*>{summary_, warning_, skippedTitle_, skipped_, network_}) {
        column->addWidget(line);
    }
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(use_);
    buttons->addWidget(close_);
    column->addLayout(buttons);
}

PictureForm PicturesPage::form() const
{
    return {side_->value(), colours_->currentData().toString() == QLatin1String("colour") ? 3 : 1,
            fit_->currentData().toString() == QLatin1String("whole") ? Fit::Whole : Fit::Crop};
}

void PicturesPage::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("A folder that has a folder for each class"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &PicturesPage::folderAsked);
    dialog->open();
}

void PicturesPage::showNothing()
{
    set_.reset();
    classes_->clear();
    sheet_->showPictures({});
    summary_->clear();
    for (QWidget* part :
         std::initializer_list<QWidget*>{progress_, cancel_, warning_, skippedTitle_, skipped_, network_}) {
        part->hide();
    }
    use_->setEnabled(false);
}

void PicturesPage::showReading(const QString& folder, qint64 done, qint64 of)
{
    if (set_ || progress_->isHidden()) {
        showNothing();
    }
    folder_->setText(folder);
    folder_->setToolTip(folder);
    progress_->show();
    cancel_->show();
    progress_->setRange(0, of > 0 ? 1000 : 0); // 0: it moves without an end
    progress_->setValue(of > 0 ? static_cast<int>(1000 * done / of) : 0);
    const QLocale locale;
    summary_->setText(of > 0 ? tr("Reading: %1 of %2 files.").arg(locale.toString(done), locale.toString(of))
                             : tr("Looking for pictures …"));
}

void PicturesPage::fillClasses()
{
    const std::vector<Index> counts = picturesOfClasses(*set_);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        auto* item = new QTreeWidgetItem({QString::fromStdString(set_->classes[i]),
                                          QLocale().toString(static_cast<qlonglong>(counts[i])),
                                          counts[i] < kFewPictures ? tr("⚠ few") : QString()});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(0, item->text(0));
        classes_->addTopLevelItem(item);
    }
}

void PicturesPage::showPictures(const std::shared_ptr<const PictureSet>& set, const Config& proposed)
{
    showNothing();
    set_ = set;
    fillClasses();
    sheet_->showPictures(set);
    summary_->setText(pictureSummary(*set, proposed));
    warning_->setText(pictureWarning(*set));
    warning_->setVisible(!warning_->text().isEmpty());
    network_->setText(proposedNetwork(proposed));
    network_->show();
    if (set->skippedCount > 0) {
        QStringList lines;
        for (const std::string& sentence : set->skipped) {
            lines << QString::fromStdString(sentence);
        }
        const Index more = set->skippedCount - static_cast<Index>(set->skipped.size());
        if (more > 0) {
            lines << tr("… and %1 more").arg(QLocale().toString(static_cast<qlonglong>(more)));
        }
        skipped_->setPlainText(lines.join(QLatin1Char('\n')));
        skippedTitle_->setText(tr("Skipped: %1").arg(QLocale().toString(static_cast<qlonglong>(set->skippedCount))));
        skippedTitle_->show();
        skipped_->show();
    }
    use_->setEnabled(set->classes.size() > 1);
}

void PicturesPage::showRefusal(const QString& sentence)
{
    showNothing();
    warning_->setText(sentence);
    warning_->show();
}

} // namespace fovea
