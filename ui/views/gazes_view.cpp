#include "ui/views/gazes_view.h"

#include "ui/views/gaze_cloud.h"
#include "ui/window/segments.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>

namespace fovea {

GazesView::GazesView(QWidget* parent)
    : QWidget(parent)
    , around_(new Segments(
          tr("Where looks are drawn"),
          {{tr("over the picture"), tr("Each dot is the look at one picture, where it fell")},
           {tr("around the object"),
            tr("The same looks, each moved so that its object lies in the middle: looks that find it gather "
               "there")}},
          this))
    , cloud_(new GazeCloud(this))
    , measured_(new QLabel(this))
    , words_(new QLabel(this))
{
    for (QLabel* label : {measured_, words_}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(measured_);
    column->addWidget(around_, 0, Qt::AlignLeft);
    column->addWidget(cloud_, 100);
    column->addWidget(words_);
    column->addStretch(1);
    connect(around_, &Segments::picked, this, [this](int chosen) { cloud_->setAroundObject(chosen == 1); });
    showSurvey(nullptr, {});
}

void GazesView::showSurvey(const std::shared_ptr<const GazeSurvey>& survey, const QString& moment)
{
    survey_ = survey;
    moment_ = moment;
    const bool known = survey && !survey->evidence.empty();
    around_->setVisible(known);
    if (survey && !known) {
        around_->choose(0);
        cloud_->setAroundObject(false);
    }
    cloud_->showSurvey(survey);
    measured_->setText(
        survey ? tr("%1 validation images, %2").arg(QLocale().toString(static_cast<qlonglong>(survey->images)), moment)
               : tr("where the looks fall: being measured …"));
    words_->setText(sentences().join(QLatin1Char('\n')));
    cloud_->setMaximumHeight(cloud_->wantedHeight(width()));
}

void GazesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    cloud_->setMaximumHeight(cloud_->wantedHeight(width())); // what is said of the looks stands right below them
}

const GazesFigure& GazesView::figure() const
{
    return cloud_->figure();
}

QStringList GazesView::sentences() const
{
    return survey_ ? sentencesAbout(*survey_) : QStringList();
}

} // namespace fovea
