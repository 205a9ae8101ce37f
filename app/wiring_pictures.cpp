// What is looked at: gallery, inspector, and the attention switch.
#include "app/cost_meter.h"
#include "app/look_back.h"
#include "app/picture_opener.h"
#include "app/pictures.h"
#include "app/session.h"
#include "app/undo.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/steps_view.h"
#include "ui/main_window.h"
#include "ui/views/gallery_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/message_bar.h"
#include "ui/window/transport_bar.h"

#include <QAction>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

/// The controls that the report knows, where gazes are drawn by chance.
std::vector<GazeFigure> gazeFiguresOf(const TestReport& report)
{
    std::vector<GazeFigure> figures;
    if (report.gaze) {
        figures.push_back(figureOf("learned", report.evaluation));
        for (const GazeControl& control : report.gaze->controls) {
            figures.push_back(figureOf(control.key, control.evaluation));
        }
    }
    return figures;
}

PinOrder orderOf(const QString& name)
{
    return name == QLatin1String("class")         ? PinOrder::ByClass
           : name == QLatin1String("right_wrong") ? PinOrder::WrongFirst
           : name == QLatin1String("hardest")     ? PinOrder::Hardest
           : name == QLatin1String("chosen")      ? PinOrder::Chosen
                                                  : PinOrder::First;
}

/// What the further tests say, where the data has some: the same images with their tags right, taken away, shuffled.
QStringList furtherTests(const TestReport& report)
{
    const auto percent = [](double share) { return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %"); };
    QStringList all;
    for (const VariantReport& variant : report.variants) {
        const QString name = variant.key == "correlated" ? Wiring::tr("tags right %1")
                             : variant.key == "removed"  ? Wiring::tr("tags removed %1")
                                                         : Wiring::tr("tags shuffled %1");
        all << name.arg(percent(variant.evaluation.accuracy));
    }
    if (!all.isEmpty() && std::isfinite(report.evaluation.decoyMass)) {
        all << Wiring::tr("attention on the tag %1 (by chance %2)")
                   .arg(percent(report.evaluation.decoyMass), percent(report.evaluation.decoyChance));
    }
    return all;
}

} // namespace

void Wiring::wirePictures()
{
    GalleryView* gallery = window_.gallery();
    InspectorView* inspector = window_.inspector();
    connect(&session_, &Session::runBegan, &watch_, &Watch::open);
    connect(&session_, &Session::snapshotTaken, &watch_, &Watch::see);
    connect(&watch_, &Watch::sceneChanged, gallery, &GalleryView::showScene);
    connect(&watch_, &Watch::sceneChanged, inspector, &InspectorView::showScene);
    connect(&watch_, &Watch::sceneChanged, this, [this](const Scene& scene) { scene_ = scene; });
    connect(&watch_, &Watch::samplesShown, gallery, &GalleryView::showSamples);
    connect(&watch_, &Watch::inspectedShown, inspector, &InspectorView::showSample);
    connect(&watch_, &Watch::inspectedShown, gallery,
            [gallery](const ShownSample& sample) { gallery->markOpened(sample.picture); });
    watch_.setCount(gallery->wantedCount());
    connect(gallery, &GalleryView::wantedCountChanged, &watch_, &Watch::setCount);
    connect(gallery, &GalleryView::opened, &watch_, &Watch::inspect);
    connect(gallery, &GalleryView::orderAsked, this, [this](const QString& order) { watch_.setOrder(orderOf(order)); });

    connect(inspector, &InspectorView::lookChanged, gallery, &GalleryView::setLook);
    connect(inspector, &InspectorView::scaleShown, gallery, &GalleryView::showScaleElsewhere);
    connect(inspector, &InspectorView::drawn, &watch_, &Watch::askAbout);
    connect(inspector, &InspectorView::restoreAsked, &watch_, &Watch::restore);
    connect(inspector, &InspectorView::untrainedAsked, &watch_, &Watch::setUntrained);
    connect(inspector, &InspectorView::gatesAsked, &watch_, &Watch::setGates);
    connect(&watch_, &Watch::gatesMeasured, inspector, &InspectorView::showGateMeans);
    connect(inspector, &InspectorView::gazesAsked, &watch_, &Watch::setGazes);
    connect(&watch_, &Watch::gazesMeasured, inspector, &InspectorView::showGazes);
    connect(inspector, &InspectorView::varianceAsked, &watch_, &Watch::askVariance);
    connect(&watch_, &Watch::varianceMeasured, inspector, &InspectorView::showVariance);
    auto* meter = new CostMeter(this);
    connect(inspector, &InspectorView::costAsked, meter, &CostMeter::start);
    connect(meter, &CostMeter::grown, inspector, &InspectorView::showCosts);
    connect(window_.action(Key::Untrained), &QAction::triggered, inspector, &InspectorView::toggleUntrained);
    connect(window_.action(Key::Paste), &QAction::triggered, inspector, &InspectorView::paste);
    connect(window_.action(Key::Open), &QAction::triggered, opener_, &PictureOpener::choose);
    connect(inspector, &InspectorView::fileDropped, opener_, &PictureOpener::open);
    connect(opener_, &PictureOpener::opened, this, &Wiring::showPicture);
    connect(opener_, &PictureOpener::refused, window_.message(),
            [message = window_.message()](const QString& sentence) { message->say(sentence); });
    connect(inspector, &InspectorView::imageDropped, this, &Wiring::showPicture);
    connect(inspector, &InspectorView::strokeFinished, this, [this](const PicturePtr& before, const PicturePtr& after) {
        const std::weak_ptr<const Dataset> data = watch_.snapshot()->data;
        const auto show = [this, data](const PicturePtr& picture) {
            if (watch_.snapshot() && data.lock() == watch_.snapshot()->data) { // else it is a picture of other data
                watch_.inspectPicture(picture);
            }
        };
        undo_.push(new DoneStep(
            tr("drawing"), [show, before] { show(before); }, [show, after] { show(after); }));
    });
}

void Wiring::showPicture(const QImage& image)
{
    if (const SnapshotPtr& snapshot = watch_.snapshot()) {
        Picture picture;
        picture.pixels = pixelsOf(image, snapshot->data->image, scene_.range);
        watch_.inspectPicture(std::make_shared<const Picture>(std::move(picture)));
    }
}

void Wiring::wireSwitch()
{
    SwitchStrip* strip = window_.switchStrip();
    connect(window_.transport(), &TransportBar::mapsChosen, this, &Wiring::setMaps);
    connect(window_.action(Key::Maps), &QAction::triggered, this,
            [this] { setMaps(static_cast<MapOverride>((static_cast<int>(maps_) + 1) % 3)); });
    const auto show = [this, strip](bool shown) {
        window_.showSwitch(shown);
        if (shown && canMeasure()) {
            strip->measureAsked();
        }
    };
    connect(window_.transport(), &TransportBar::switchAsked, this, [this, show](bool shown) {
        const bool cameByItself = std::exchange(switchCameByItself_, false); // asked for now: it stays
        show(shown || cameByItself);
    });
    connect(window_.action(Key::Switch), &QAction::triggered, this, [this, show] {
        const bool cameByItself = std::exchange(switchCameByItself_, false);
        show(!window_.switchShown() || cameByItself);
    });
    connect(&session_, &Session::stateChanged, this, [this, strip](RunState state) {
        const bool stands = state == RunState::Paused || state == RunState::Over;
        if (stands && session_.begun() && window_.switchShown() && stories_.switchRows().measurable) {
            emit strip->measureAsked(); // figures of another moment beside a curve that stands still would mislead
        }
    });
    connect(strip, &SwitchStrip::measureAsked, this, [this, strip] {
        strip->showMeasuring();
        watch_.askSwitch();
    });
    connect(strip, &SwitchStrip::retrainAsked, this, &Wiring::trainWithout);
    connect(strip, &SwitchStrip::testAsked, &watch_, &Watch::openTest);
    connect(&watch_, &Watch::switched, this, [this](int run, const SwitchResult& result, const QString& moment) {
        if (stories_.knows(run)) { // else it was deleted meanwhile
            stories_.of(run).replaced = SwitchFigures{
                result.real, result.uniform, result.shuffled, static_cast<long>(result.images), moment, result.gazes};
            showStory();
        }
    });
    connect(&watch_, &Watch::testOpened, this,
            [strip](const std::shared_ptr<const TestReport>& report, const QString& moment, int openings) {
                strip->showTest(report->evaluation.accuracy, static_cast<long>(report->evaluation.samples.size()),
                                moment, openings, furtherTests(*report), gazeFiguresOf(*report));
            });
}

void Wiring::setMaps(MapOverride maps)
{
    if (maps != MapOverride::None && !stories_.switchRows().replaceable) {
        return;
    }
    maps_ = maps;
    window_.transport()->showMaps(maps);
    watch_.setMaps(maps);
    saySentence();
    window_.drawer()->steps()->setReplaced(maps != MapOverride::None);
    if (maps != MapOverride::None && !window_.switchShown()) { // whoever replaces it wants to know what that does
        window_.showSwitch(true);
        switchCameByItself_ = true;
        if (canMeasure()) {
            emit window_.switchStrip()->measureAsked();
        }
    }
}

void Wiring::trainWithout()
{
    if (stories_.switchRows().measurable) {
        watch_.askSwitch(); // both rows are to speak of the network as it was when it was left
    }
    const RunStory* seen = stories_.inView();
    const Config present = session_.runConfig().value_or(session_.wanted());
    editForNewRun(withoutAttention(back_->earlierRun() && seen != nullptr ? seen->learned() : present));
    session_.startNewRun();
}

/// Whether the run in view has attention that can be replaced, and that was not done yet.
bool Wiring::canMeasure() const
{
    const SwitchRows rows = stories_.switchRows();
    return rows.measurable && !rows.replaced;
}

} // namespace fovea
