// For tests of what must fail: the sentence of the Error that some work throws.
#pragma once

#include "core/settings/error.h"

#include <string>

namespace fovea {

/// The sentence where `work` throws an Error of this kind; else a text in brackets, which no sentence contains.
template<class Work>
std::string errorOf(Error::Kind kind, Work work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.kind() == kind ? error.what() : std::string("[wrong kind] ") + error.what();
    }
    return "[no error]";
}

/// Whether `work` throws an Error of this kind whose sentence contains `part`.
template<class Work>
bool fails(Error::Kind kind, const std::string& part, Work work)
{
    return errorOf(kind, work).find(part) != std::string::npos;
}

} // namespace fovea
