// For tests of the command line: runs the real program, and looks at what it left behind.
#pragma once

#include "core/files/safetensors.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace fovea {

/// What a program that has ended said.
struct Said
{
    int code = -1; ///< exit code; −1 where it crashed or did not end
    QString out, error;
};

/// Time that no run of these tests comes near to, in milliseconds.
inline constexpr int kPatience = 100'000;

/// Runs the program to its end, in a folder.
inline Said call(const QStringList& arguments, const QString& folder = QDir::tempPath(),
                 const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(FOVEA_PROGRAM, arguments);
    Said said;
    if (process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit) {
        said.code = process.exitCode();
    }
    process.kill();
    process.waitForFinished();
    said.out = QString::fromUtf8(process.readAllStandardOutput());
    said.error = QString::fromUtf8(process.readAllStandardError());
    return said;
}

/// Options of a run that takes a fraction of a second: 3 batches an epoch, 2 epochs.
inline QStringList quickly(const QString& out, const QStringList& more = {})
{
    QStringList arguments = {"train", "--out", out, "--threads", "1"};
    for (const char* setting :
         {"data.samples=72", "data.validation=24", "data.test=20", "model.trunk=conv 4 5x5, pool, conv 8, pool",
          "attention.mechanism=soft", "attention.hidden=32", "train.epochs=2", "train.batch_size=32",
          "train.learning_rate=0.004"}) {
        arguments += {"--set", setting};
    }
    return arguments + more;
}

inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QJsonObject jsonOf(const QString& path)
{
    return QJsonDocument::fromJson(contentsOf(path)).object();
}

/// The arrays of two files of weights are the same bits; what else the files say may differ.
inline bool sameWeights(const QString& a, const QString& b)
{
    return Safetensors::read(a.toStdString()).arrays() == Safetensors::read(b.toStdString()).arrays();
}

} // namespace fovea
