// The options of one command: understood by Qt, refused in our words.
#pragma once

#include <QCommandLineParser>

#include <filesystem>
#include <string>

namespace fovea {

/// Throws Error (Usage).
[[noreturn]] void refuse(const std::string& sentence);

class Options
{
public:
    /// Takes at most so many `words` that belong to no option.
    Options(const QStringList& arguments, const QList<QCommandLineOption>& options, qsizetype words = 0);

    bool has(const char* name) const { return parser_.isSet(name); }
    std::string text(const char* name) const { return parser_.value(name).toStdString(); }
    QStringList all(const char* name) const { return parser_.values(name); }
    QStringList words() const { return parser_.positionalArguments(); }
    std::filesystem::path path(const char* name) const { return parser_.value(name).toStdString(); }

    /// --threads, else all processors.
    int threads() const;

private:
    QCommandLineParser parser_;
};

} // namespace fovea
