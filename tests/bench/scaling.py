#!/usr/bin/python3
"""How the cost of learning grows: images a second against threads, batch, side, width, patches and number of images.

    tests/bench/scaling.py [--seconds 1] [--repeat 3] [--only TABLE] [--json] [--plot FILE.png]

Prints Markdown tables. Each figure is the best of --repeat short measurements: what other programs take away does not
count. "ns a multiply-add" is what makes widths and sides comparable: no shape may fall off a cliff. Needs a build with the
preset release (./tests/run.sh makes it), for --plot Debian's python3-matplotlib.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "build/release/tests/training_speed"


def convolutions(width):
    return [f"model.trunk=conv {width}, pool, conv {width}, pool", "attention.mechanism=soft", "attention.hidden=0"]


def transformer(patch):
    return [f"model.trunk=patches {patch}", "mix.depth=2", "mix.width=64", "mix.heads=4", "attention.mechanism=none"]


def convolution_work(width, side=28):
    """Multiply-adds of one image forward, convolutions done directly."""
    return 9 * width * side**2 + 9 * width**2 * (side // 2)**2


def measure(arguments, seconds, repeat):
    """The fastest of some runs of training_speed."""
    runs = []
    for _ in range(repeat):
        done = subprocess.run([PROGRAM, "--seconds", str(seconds), "train.optimiser=adam",
                               *(str(word) for word in arguments)], check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    return max(runs, key=lambda run: run["images_per_second"])


def rows_of(table):
    """(what is varied, arguments, multiply-adds of one image or None) for each row."""
    threads = os.cpu_count()
    if table == "threads":
        counts = sorted({1, 2, threads})
        return [(f"{n}", ["--threads", n, "--images", 1280, *convolutions(32)], None) for n in counts]
    if table == "batch":
        return [(f"{n}", ["--images", max(256, 2 * n), f"train.batch_size={n}", *convolutions(32)], None)
                for n in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)]
    if table == "side":
        return [(f"{n}", ["--images", 256, "--side", n, *convolutions(32)], convolution_work(32, n))
                for n in (16, 20, 24, 28, 31, 32, 40, 48, 64)]
    if table == "width":
        return [(f"{n}", ["--images", 256, *convolutions(n)], convolution_work(n))
                for n in (16, 17, 20, 24, 31, 32, 33, 40, 48, 56, 63, 64, 65, 80, 96, 100, 112, 127, 128)]
    if table == "patches":
        return [(f"{(side // patch)**2}", ["--images", 64, "--side", side, *transformer(patch)], None)
                for side, patch in ((28, 4), (32, 4), (40, 4), (48, 4), (64, 4), (40, 2), (48, 2), (56, 2), (64, 2))]
    return [(f"{n:,}", ["--images", n, *convolutions(16)], None) for n in (1000, 3000, 10000, 30000, 60000)]


TABLES = {"threads": "Threads", "batch": "Images in a batch", "side": "Side of an image", "width": "Channels",
          "patches": "Patches", "images": "Images"}


def print_table(name, rows):
    with_work = any("ns_per_multiply_add" in row for row in rows)
    print(f"| {TABLES[name]} | images/s | µs an image |{' ns a multiply-add |' if with_work else ''}"
          f"{' data MB | most memory MB |' if name == 'images' else ''}")
    print(f"| --- | --- | --- |{' --- |' if with_work else ''}{' --- | --- |' if name == 'images' else ''}")
    for row in rows:
        line = f"| {row['value']} | {row['images_per_second']:,.0f} | {1e6 / row['images_per_second']:.1f} |"
        if with_work:
            line += f" {row['ns_per_multiply_add']:.4f} |"
        if name == "images":
            line += f" {row['data_bytes'] / 1e6:.0f} | {row['most_memory_bytes'] / 1e6:.0f} |"
        print(line)
    print(flush=True)


def cliffs(rows):
    """Widths that cost more than twice a neighbour multiple of 16, a multiply-add."""
    cost = {int(row["value"]): row["ns_per_multiply_add"] for row in rows}
    even = [width for width in cost if width % 16 == 0]
    found = []
    for width in cost:
        neighbours = [min(even, key=lambda e: (abs(e - width), e))]
        if any(cost[width] > 2 * cost[e] for e in neighbours):
            found.append(width)
    return found


def plot(tables, file):
    """Threads and batches by speed; where work grows, by time an image on logarithmic axes: a slope is a power."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt
    from matplotlib.ticker import NullFormatter, ScalarFormatter
    figure, grid = plt.subplots(2, 3, figsize=(12, 6.4))
    for axes, (name, rows) in zip(grid.flat, tables.items()):
        x = [float(row["value"].replace(",", "")) for row in rows]
        speed = [row["images_per_second"] for row in rows]
        axes.set_xlabel(TABLES[name], fontsize=13)
        axes.tick_params(labelsize=11)
        axes.grid(alpha=0.3)
        if name == "threads":
            axes.bar([row["value"] for row in rows], speed, width=0.5)
            axes.set_ylabel("images/s", fontsize=13)
            continue
        axes.plot(x, speed if name == "batch" else [1e6 / s for s in speed], "o-")
        axes.set_ylabel("images/s" if name == "batch" else "µs an image", fontsize=13)
        axes.set_xscale("log", base=2 if name == "batch" else 10)
        if name in ("side", "width", "patches"):
            axes.set_yscale("log")
            axes.set_xticks({"side": [16, 32, 64], "width": [16, 32, 64, 128], "patches": [64, 256, 1024]}[name])
        else:
            axes.set_ylim(bottom=0)
            axes.set_xticks([1, 8, 64, 512] if name == "batch" else [1000, 10000, 60000])
        axes.xaxis.set_major_formatter(ScalarFormatter())
        axes.xaxis.set_minor_formatter(NullFormatter())
    figure.tight_layout()
    figure.savefig(file, dpi=100)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1, help="length of each measurement")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", choices=TABLES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", metavar="FILE")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is missing: run ./tests/run.sh once, it builds it.")
    tables = {}
    for name in [arguments.only] if arguments.only else TABLES:
        tables[name] = []
        for value, words, work in rows_of(name):
            row = {"value": value, **measure(words, arguments.seconds, arguments.repeat)}
            if work:
                row["ns_per_multiply_add"] = 1e9 / row["images_per_second"] / (3 * work)
            tables[name].append(row)
        if not arguments.json:
            print_table(name, tables[name])
            if name == "width":
                found = cliffs(tables[name])
                print(f"Widths that cost more than twice their neighbour: {found or 'none'}.\n", flush=True)
    if arguments.json:
        print(json.dumps(tables, indent=2))
    if arguments.plot:
        plot(tables, arguments.plot)


if __name__ == "__main__":
    main()
