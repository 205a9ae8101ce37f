#include "ui/export/file_writer.h"

#include "core/files/safe_writer.h"
#include "core/settings/error.h"

#include <new>

namespace fovea {
namespace {

/// Does it, or says why it cannot be done.
template<class Deed>
QString refusalOfDoing(const Deed& deed)
{
    try {
        deed();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    } catch (const std::bad_alloc&) {
        return FileWriter::tr("There is not enough memory for this file. Take fewer centimetres or dots per inch.");
    }
    return {};
}

} // namespace

FileWriter::FileWriter(QObject* parent) : QObject(parent), work_(pool_)
{
    pool_.setMaxThreadCount(1);
    connect(&work_, &NewestWork::busyChanged, this, &FileWriter::busyChanged);
}

FileWriter::~FileWriter()
{
    pool_.waitForDone();
}

void FileWriter::write(const PlateFile& file, const QString& path)
{
    work_.ask([this, file, path](const std::stop_token& stop) -> NewestWork::Answer {
        bool whole = false;
        const QString refusal = refusalOfDoing([&] {
            const QByteArray bytes = bytesOf(file, stop);
            if (!stop.stop_requested()) {
                writeSafely(path.toStdString(), {bytes.data(), static_cast<std::size_t>(bytes.size())});
                whole = true;
            }
        });
        return [this, path, refusal, whole] { // only while this is alive
            if (!refusal.isEmpty()) {
                emit failed(refusal);
            } else if (whole) {
                emit written(path);
            } else {
                emit cancelled();
            }
        };
    });
}

void FileWriter::cancel()
{
    work_.stop();
}

NewestWork::Work drawing(const PlateFile& file, std::function<void(const QByteArray&, const QImage&)> done,
                         std::function<void(const QString& sentence)> refused)
{
    return [file, done = std::move(done),
            refused = std::move(refused)](const std::stop_token& stop) -> NewestWork::Answer {
        QByteArray bytes;
        QImage image;
        const QString refusal = refusalOfDoing([&] {
            bytes = bytesOf(file, stop);
            if (file.kind == FileKind::Png && !stop.stop_requested()) {
                image = QImage::fromData(bytes, "PNG");
            }
        });
        if (!refusal.isEmpty()) {
            return [refused, refusal] { refused(refusal); };
        }
        return stop.stop_requested() ? NewestWork::Answer() : [done, bytes, image] { done(bytes, image); };
    };
}

} // namespace fovea
