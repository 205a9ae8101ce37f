// RandomHand: somebody who uses the window without knowing what it is for. Each input is drawn from seed and number alone, so
// the same seed gives the same hand; what it meets is whatever the window shows by then.
//
// It never acts inside a file dialog, where it could write anywhere: it picks one of its own files there.
#pragma once

#include "core/tensor/random.h"
#include "ui/main_window.h"

#include <QStringList>

#include <string>

namespace fovea {

/// What the hand may open and where it may write.
struct HandFiles
{
    QStringList openable; ///< sessions, settings, pictures, rubbish
    QString folder;       ///< of pictures
    QString writable;     ///< a folder that is thrown away
};

class RandomHand
{
public:
    RandomHand(MainWindow& window, std::uint64_t seed, HandFiles files);

    /// One input more. Says what it is, and what it met.
    std::string act();
    /// Puts everything aside that stands in front of the window.
    void clear();

    long inputs() const { return inputs_; }
    /// A number that tells whether two hands drew the same inputs.
    std::uint64_t digest() const { return digest_; }

private:
    class Draws;

    std::string clickControl(Draws& draws);
    std::string clickAnywhere(Draws& draws);
    std::string drag(Draws& draws);
    std::string turnWheel(Draws& draws);
    std::string pressKey(Draws& draws);
    std::string askByKey(Draws& draws);
    std::string type(Draws& draws);
    std::string choosePreset(Draws& draws);
    std::string dropFile(Draws& draws);
    std::string paste(Draws& draws);
    std::string resize(Draws& draws);
    std::string putAside(Draws& draws);
    bool answerFileDialogs(Draws& draws, std::string& what);
    QWidget* inFront() const;

    MainWindow& window_;
    const std::uint64_t seed_;
    const HandFiles files_;
    long inputs_ = 0;
    std::uint64_t digest_ = 0;
};

} // namespace fovea
