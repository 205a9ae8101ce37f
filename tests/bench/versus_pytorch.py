#!/usr/bin/python3
"""Training speed of Fovea against PyTorch, side by side in one run.

    tests/bench/versus_pytorch.py [--json] [--pairs 5] [--only NAME]

Same architecture, same sizes, Adam, batch 64, float32. The two take turns (A B A B ...), each figure is the median over
the pairs, the ratio is the median of the pairs' ratios. PyTorch is given the better of 1 and 2 threads. Needs Debian's
python3-torch and libopenblas0-pthread, and a build with the preset release (target training_speed).
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/release/tests/training_speed"
BATCH = 64

NETWORKS = {
    "essay": {
        "unit": "ms an epoch of 800 images", "images": 800, "classes": 2,
        "settings": ["model.trunk=conv 32 3x3 valid", "model.hidden=64", "model.initialiser=glorot",
                     "attention.mechanism=essay", "train.optimiser=adam", "train.epsilon=1e-7"],
    },
    "conv-attention": {
        "unit": "images/s", "images": 3200, "classes": 10,
        "settings": ["model.trunk=conv 32, pool, conv 64, pool", "attention.mechanism=soft", "attention.hidden=0",
                     "train.optimiser=adam"],
    },
    "vit": {  # patch 4, width 64, 4 heads, 4 blocks
        "unit": "images/s", "images": 1280, "classes": 10,
        "settings": ["model.trunk=patches 4", "mix.depth=4", "mix.width=64", "mix.heads=4", "attention.mechanism=none",
                     "train.optimiser=adam"],
    },
}


def torch_process(name, threads, seconds):
    """Runs in a process of its own: the number of threads cannot be changed back reliably."""
    import torch
    from torch import nn
    from torch.nn import functional as F

    torch.set_num_threads(threads)
    torch.manual_seed(0)

    class Essay(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(1, 32, 3)
            self.w = nn.Parameter(torch.randn(21632, 1) * 0.05)
            self.dense = nn.Linear(21632, 64)
            self.out = nn.Linear(64, 1)

        def forward(self, x):
            x = F.relu(self.conv(x)).flatten(1)
            x = torch.softmax(x @ self.w, 1) * x
            return self.out(F.relu(self.dense(x)))

    class ConvAttention(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
            self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
            self.score = nn.Linear(64, 1)
            self.out = nn.Linear(64, 10)

        def forward(self, x):
            x = F.max_pool2d(F.relu(self.conv1(x)), 2)
            x = F.max_pool2d(F.relu(self.conv2(x)), 2)
            tokens = x.flatten(2).transpose(1, 2)
            a = torch.softmax(self.score(tokens), 1)
            return self.out((a * tokens).sum(1))

    class Block(nn.Module):
        """What nn.TransformerEncoderLayer(norm_first=True) calculates, with one product for q, k, v."""

        def __init__(self, d, heads):
            super().__init__()
            self.heads, self.norm1, self.norm2 = heads, nn.LayerNorm(d), nn.LayerNorm(d)
            self.qkv, self.out = nn.Linear(d, 3 * d, bias=False), nn.Linear(d, d)
            self.widen, self.narrow = nn.Linear(d, 2 * d), nn.Linear(2 * d, d)

        def forward(self, x):
            B, N, d = x.shape
            q, k, v = self.qkv(self.norm1(x)).reshape(B, N, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
            a = torch.softmax(q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5, -1)
            x = x + self.out((a @ v).transpose(1, 2).reshape(B, N, d))
            return x + self.narrow(F.gelu(self.widen(self.norm2(x))))

    class VisionTransformer(nn.Module):
        def __init__(self, p=4, d=64, heads=4, depth=4):
            super().__init__()
            self.p, self.embed = p, nn.Linear(p * p, d)
            self.positions = nn.Parameter(torch.randn((28 // p) ** 2, d) * 0.02)
            self.blocks = nn.Sequential(*(Block(d, heads) for _ in range(depth)))
            self.norm, self.answer = nn.LayerNorm(d), nn.Linear(d, 10)

        def forward(self, x):
            x = F.pixel_unshuffle(x, self.p).flatten(2).transpose(1, 2)
            x = self.blocks(self.embed(x) + self.positions)
            return self.answer(self.norm(x).mean(1))

    images = NETWORKS[name]["images"]
    model = {"essay": Essay, "conv-attention": ConvAttention, "vit": VisionTransformer}[name]()
    x = torch.randn(images, 1, 28, 28)
    if NETWORKS[name]["classes"] == 2:
        y = torch.randint(0, 2, (images, 1)).float()
        loss = F.binary_cross_entropy_with_logits
    else:
        y = torch.randint(0, NETWORKS[name]["classes"], (images,))
        loss = F.cross_entropy
    optimiser = torch.optim.Adam(model.parameters(), eps=1e-7 if name == "essay" else 1e-8)

    def epoch():
        for first in range(0, images, BATCH):
            optimiser.zero_grad()
            loss(model(x[first:first + BATCH]), y[first:first + BATCH]).backward()
            optimiser.step()

    epoch()
    start, epochs = time.perf_counter(), 0
    while True:
        epoch()
        epochs += 1
        passed = time.perf_counter() - start
        if passed >= seconds:
            break
    print(json.dumps({"images_per_second": images * epochs / passed,
                      "parameters": sum(p.numel() for p in model.parameters())}))


def run(command, environment=None):
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure_torch(name, threads, seconds):
    environment = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    return run([sys.executable, __file__, "--torch", name, str(threads), str(seconds)], environment)


def measure_fovea(name, threads, seconds):
    network = NETWORKS[name]
    return run([str(PROGRAM), "--threads", str(threads), "--images", str(network["images"]), "--classes",
                str(network["classes"]), "--seconds", str(seconds), f"train.batch_size={BATCH}", "train.l2=0",
                *network["settings"]])


def compare(name, pairs, seconds):
    torch_runs = {1: measure_torch(name, 1, seconds), 2: measure_torch(name, 2, seconds)}
    best = max(torch_runs, key=lambda t: torch_runs[t]["images_per_second"])
    theirs, ours, ratios = [], [], []
    for _ in range(pairs):
        a = measure_torch(name, best, seconds)
        b = measure_fovea(name, 2, seconds)
        if a["parameters"] != b["parameters"]:
            sys.exit(f"{name}: PyTorch has {a['parameters']} parameters, Fovea {b['parameters']}: not the same network")
        theirs.append(a["images_per_second"])
        ours.append(b["images_per_second"])
        ratios.append(ours[-1] / theirs[-1])
    return {"name": name, "ratio": statistics.median(ratios), "min": min(ratios), "max": max(ratios),
            "pytorch": statistics.median(theirs), "fovea": statistics.median(ours), "pytorch_threads": best,
            "parameters": b["parameters"], "instruction_set": b["instruction_set"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="length of each measurement")
    parser.add_argument("--only", choices=NETWORKS)
    parser.add_argument("--torch", nargs=3, metavar=("NAME", "THREADS", "SECONDS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.torch:
        name, threads, seconds = arguments.torch
        return torch_process(name, int(threads), float(seconds))
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is missing: run ./tests/run.sh once, it builds it.")
    results = []
    for name in [arguments.only] if arguments.only else NETWORKS:
        result = compare(name, arguments.pairs, arguments.seconds)
        results.append(result)
        if not arguments.json:
            print(f"{name:16} {result['ratio']:5.2f} x  ({result['min']:.2f} to {result['max']:.2f})   "
                  f"PyTorch {result['pytorch']:7.0f} images/s on {result['pytorch_threads']} threads, "
                  f"Fovea {result['fovea']:7.0f}   [{result['instruction_set']}, {result['parameters']} parameters]",
                  flush=True)
    if arguments.json:
        print(json.dumps({"networks": results}, indent=2))


if __name__ == "__main__":
    main()
