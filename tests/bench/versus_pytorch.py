#!/usr/bin/python3
"""Speed of Fovea against PyTorch, side by side in one run.

    tests/bench/versus_pytorch.py [--json] [--pairs 5] [--seconds 2] [--only NAME]

Same architecture, same sizes, Adam, batch 64, float32. The two take turns (A B A B ...), each figure is the median over
the pairs, the ratio is the median of the pairs' ratios. PyTorch runs at its best: of 1 and 2 threads, and of memory handed
out the usual way or kept for the next batch (MALLOC_..., without which large arrays are fetched from the system each time),
the fastest is taken. Needs Debian's python3-torch and libopenblas0-pthread, for the whole process python3-matplotlib too,
and a build with the preset release (./tests/run.sh makes it).
"""
import argparse
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build/release"
KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**30), "MALLOC_TRIM_THRESHOLD_": str(2**31)}

CONV_ATTENTION = ["model.trunk=conv 32, pool, conv 64, pool", "attention.mechanism=soft", "attention.hidden=0"]

CASES = {
    "essay": {"images": 800, "classes": 2,
              "settings": ["model.trunk=conv 32 3x3 valid", "model.hidden=64", "model.initialiser=glorot",
                           "attention.mechanism=essay", "train.epsilon=1e-7"]},
    "conv-attention": {"images": 3200, "settings": CONV_ATTENTION},
    "group-norm": {"images": 3200,
                   "settings": ["model.trunk=conv 16, pool, conv 32, pool, conv 64, norm", "attention.mechanism=soft",
                                "attention.hidden=32"]},
    "vit": {"images": 1280,  # patch 4, width 64, 4 heads, 4 blocks
            "settings": ["model.trunk=patches 4", "mix.depth=4", "mix.width=64", "mix.heads=4",
                         "attention.mechanism=none"]},
    "gates": {"images": 640,
              "settings": ["model.trunk=conv 24, pool, gate, conv 48, gate, conv 48, pool, gate, conv 96, gate, conv 96, "
                           "gate", "gate.mechanism=se", "gate.reduction=4", "attention.mechanism=none"]},
    "glimpses": {"images": 3200,  # 5 glimpses of 8 x 8, 4 paths an image, leave-one-out
                 "settings": ["look.mechanism=glimpses", "look.sigma_end=0.2", "look.early_weight=0"]},
    "one-image": {"kind": "answer", "network": "conv-attention", "images": 256, "settings": CONV_ATTENTION},
    "whole-process": {"kind": "whole"},
}


def run(command, environment=None):
    done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.strip().splitlines()[-1])


def timed(command, environment=None):
    """Runs of the whole command a second."""
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, capture_output=True, env=environment)
    return {"images_per_second": 1 / (time.perf_counter() - start)}


def measure_torch(name, threads, memory, seconds):
    case = CASES[name]
    environment = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")} | memory
    side = [sys.executable, HERE / "pytorch_side.py"]
    if case.get("kind") == "whole":
        with tempfile.TemporaryDirectory() as folder:
            return timed([*side, "whole", threads, folder], environment)
    return run([*side, case.get("kind", "train"), case.get("network", name), case["images"], case.get("classes", 10),
                threads, seconds], environment)


def measure_fovea(name, seconds):
    case = CASES[name]
    if case.get("kind") == "whole":
        with tempfile.TemporaryDirectory() as folder:
            return timed([BUILD / "fovea", "train", "--preset", "essay", "--out", pathlib.Path(folder) / "run"])
    return run([BUILD / "tests/training_speed", *(["--one-image"] if case.get("kind") == "answer" else []), "--threads",
                1 if case.get("kind") == "answer" else 2, "--images", case["images"], "--classes",
                case.get("classes", 10), "--seconds", seconds, "train.optimiser=adam", "train.batch_size=64",
                "train.l2=0", *case["settings"]])


def best_of_torch(name, seconds):
    """The number of threads and the way with memory that PyTorch is fastest with."""
    ways = list(itertools.product((1, 2), ({}, KEPT_MEMORY)))
    return max(ways, key=lambda way: measure_torch(name, *way, seconds)["images_per_second"])


def compare(name, pairs, seconds):
    threads, memory = best_of_torch(name, seconds)
    theirs, ours, ratios = [], [], []
    for _ in range(pairs):
        a = measure_torch(name, threads, memory, seconds)
        b = measure_fovea(name, seconds)
        if a.get("parameters") != b.get("parameters"):
            sys.exit(f"{name}: PyTorch has {a['parameters']} parameters, Fovea {b['parameters']}: not the same network")
        theirs.append(a["images_per_second"])
        ours.append(b["images_per_second"])
        ratios.append(ours[-1] / theirs[-1])
    return {"name": name, "ratio": statistics.median(ratios), "min": min(ratios), "max": max(ratios),
            "pytorch": statistics.median(theirs), "fovea": statistics.median(ours),
            "unit": "runs/s" if name == "whole-process" else "images/s", "pytorch_threads": threads,
            "pytorch_keeps_memory": bool(memory), "parameters": b.get("parameters"),
            "instruction_set": b.get("instruction_set")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="length of each measurement")
    parser.add_argument("--only", choices=CASES)
    arguments = parser.parse_args()
    if not (BUILD / "tests/training_speed").exists():
        sys.exit(f"{BUILD}/tests/training_speed is missing: run ./tests/run.sh once, it builds it.")
    results = []
    for name in [arguments.only] if arguments.only else CASES:
        result = compare(name, arguments.pairs, arguments.seconds)
        results.append(result)
        if not arguments.json:
            print(f"{name:15} {result['ratio']:5.2f} x  ({result['min']:.2f} to {result['max']:.2f})   "
                  f"PyTorch {result['pytorch']:8.4g} {result['unit']} ({result['pytorch_threads']} threads"
                  f"{', keeps memory' if result['pytorch_keeps_memory'] else ''}), Fovea {result['fovea']:8.4g}   "
                  f"[{result['instruction_set']}, {result['parameters']} parameters]", flush=True)
    if arguments.json:
        print(json.dumps({"networks": results}, indent=2))


if __name__ == "__main__":
    main()
