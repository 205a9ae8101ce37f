// Gives every file of the folders named on the command line to a fuzz target: the corpus as an ordinary test. Small ones also cut
// after each of their bytes, and with each byte changed; with FOVEA_THOROUGH in the environment golden ones up to 64 KiB too.
#include "tests/fuzz/target.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

/// What the target is given just now, for whoever has to mend what it breaks.
struct Given
{
    std::string name;
    const char* damage = "whole";
    std::size_t at = 0;
} given;

void tellAndEnd(int signal)
{
    std::fprintf(stderr, "%s, %s %zu\n", given.name.c_str(), given.damage, given.at);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void give(const std::string& bytes, const char* damage, std::size_t at)
{
    given.damage = damage;
    given.at = at;
    // Bytes of exactly this size on the heap, so that a sanitizer sees who reads behind their end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void giveDamaged(const std::string& bytes)
{
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        give(bytes.substr(0, length), "cut after", length);
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const int change : {0x01, 0x80}) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ change);
            give(damaged, "changed at", at);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    constexpr std::size_t kSmall = 4096, kLarge = 65536; // bytes
    const bool thorough = std::getenv("FOVEA_THOROUGH") != nullptr;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE}) {
        std::signal(signal, tellAndEnd);
    }
    for (const std::filesystem::path& path : files) {
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        given.name = path.filename().string();
        give(bytes, "whole", bytes.size());
        if (bytes.size() <= (thorough && given.name == "golden" ? kLarge : kSmall)) {
            giveDamaged(bytes);
        }
    }
    std::printf("%zu files\n", files.size());
    return files.empty() ? 1 : 0; // a folder that moved must not pass
}
