// A user's mistake or bad luck: a sentence that says what is wrong, where, and what to do.
//
// Thrown where it is found; caught at three places only: the command line, the session, a thread's outermost frame.
#pragma once

#include <stdexcept>
#include <string>

namespace fovea {

class Error : public std::runtime_error
{
public:
    /// The values are the exit codes of the command line.
    enum class Kind
    {
        Usage = 2, ///< an unknown option, or a setting that cannot be
        Data = 3,  ///< a file was read, but what it says is wrong
        Files = 4, ///< a file or folder cannot be read or written
    };

    Error(Kind kind, const std::string& sentence) : std::runtime_error(sentence), kind_(kind) {}

    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

} // namespace fovea
