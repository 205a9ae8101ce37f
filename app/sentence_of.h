// What goes wrong in some work, as a text for the window.
#pragma once

#include "core/settings/error.h"

#include <QCoreApplication>

#include <new>

namespace fovea {

/// The sentence of what goes wrong in `work`; empty where nothing does.
template<class Work>
QString sentenceOf(Work work)
{
    try {
        work();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    } catch (const std::bad_alloc&) {
        return QCoreApplication::translate(
            "Files", "There is not enough memory for this file. Close other programs and try again.");
    }
    return {};
}

} // namespace fovea
