#!/usr/bin/python3
"""PyTorch's side of versus_pytorch.py: the same networks, each run in a process of its own, because neither the number of
threads nor the way memory is handed out can be changed back reliably.

    pytorch_side.py train NAME IMAGES CLASSES THREADS SECONDS     images a second while learning with Adam
    pytorch_side.py answer NAME IMAGES CLASSES THREADS SECONDS    images a second, one at a time, without learning
    pytorch_side.py whole THREADS DIR                            the essay: data, ten epochs, three figures
"""
import json
import pathlib
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64


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


class GroupNormAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.conv3 = nn.Conv2d(32, 64, 3, padding=1)
        self.norm = nn.GroupNorm(8, 64)
        self.project, self.score, self.out = nn.Linear(64, 32), nn.Linear(32, 1), nn.Linear(64, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        tokens = self.norm(F.relu(self.conv3(x))).flatten(2).transpose(1, 2)
        a = torch.softmax(self.score(torch.tanh(self.project(tokens))), 1)
        return self.out((a * tokens).sum(1))


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction=4):
        super().__init__()
        self.squeeze = nn.Linear(channels, channels // reduction, bias=False)
        self.excite = nn.Linear(channels // reduction, channels, bias=False)

    def forward(self, x):
        gate = torch.sigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3))))))
        return x * gate[:, :, None, None]


class GatedNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [1, 24, 48, 48, 96, 96]
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1) for a, b in zip(widths, widths[1:]))
        self.gates = nn.ModuleList(SqueezeExcitation(b) for b in widths[1:])
        self.out = nn.Linear(96, 10)

    def forward(self, x):
        for i, (conv, gate) in enumerate(zip(self.convs, self.gates)):
            x = F.relu(conv(x))
            if i in (0, 2):
                x = F.max_pool2d(x, 2)
            x = gate(x)
        return self.out(x.mean((2, 3)))


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


MODELS = {"essay": Essay, "conv-attention": ConvAttention, "group-norm": GroupNormAttention, "gates": GatedNetwork,
          "vit": VisionTransformer}


def repeated(work, seconds):
    """Seconds of one call of work, over at least so many seconds, after a first one that does not count."""
    work()
    start, calls = time.perf_counter(), 0
    while True:
        work()
        calls += 1
        passed = time.perf_counter() - start
        if passed >= seconds:
            return passed / calls


def train(name, images, classes, seconds):
    model = MODELS[name]()
    x = torch.randn(images, 1, 28, 28)
    if classes == 2:
        y = torch.randint(0, 2, (images, 1)).float()
        loss = F.binary_cross_entropy_with_logits
    else:
        y = torch.randint(0, classes, (images,))
        loss = F.cross_entropy
    optimiser = torch.optim.Adam(model.parameters(), eps=1e-7 if name == "essay" else 1e-8)

    def epoch():
        for first in range(0, images, BATCH):
            optimiser.zero_grad()
            loss(model(x[first:first + BATCH]), y[first:first + BATCH]).backward()
            optimiser.step()

    return images / repeated(epoch, seconds), model


def answer(name, images, seconds):
    model = MODELS[name]().eval()
    x = torch.randn(images, 1, 28, 28)

    def all_of_them():
        with torch.no_grad():
            for i in range(images):
                model(x[i:i + 1])

    return images / repeated(all_of_them, seconds), model


def whole(folder):
    """What `fovea train --preset essay` does, as a script would: grey squares, ten epochs, curves, a grid, a sample."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    images = torch.rand(1200, 1, 28, 28) * 255
    labels = (images.mean((1, 2, 3)) > 127.5).float()[:, None]
    x, y, x_val, y_val, x_test, y_test = (*(t[:800] for t in (images, labels)), *(t[800:1000] for t in (images, labels)),
                                          *(t[1000:] for t in (images, labels)))
    model = Essay()
    optimiser = torch.optim.Adam(model.parameters(), eps=1e-7)

    def accuracy(inputs, targets):
        with torch.no_grad():
            return ((model(inputs) > 0).float() == targets).float().mean().item()

    curves = []
    for _ in range(10):
        order = torch.randperm(800)
        for first in range(0, 800, BATCH):
            batch = order[first:first + BATCH]
            optimiser.zero_grad()
            F.binary_cross_entropy_with_logits(model(x[batch]), y[batch]).backward()
            optimiser.step()
        curves.append((accuracy(x, y), accuracy(x_val, y_val)))
    test = accuracy(x_test, y_test)
    figure, axes = plt.subplots()
    axes.plot(curves)
    figure.savefig(folder / "curves.png")
    figure, grid = plt.subplots(4, 8)
    for axes, image in zip(grid.flat, x_test):
        axes.imshow(image[0], cmap="gray")
        axes.axis("off")
    figure.savefig(folder / "attention.png")
    figure, axes = plt.subplots()
    figure.colorbar(axes.imshow(x_test[0, 0], cmap="gray"))
    figure.savefig(folder / "sample.png")
    torch.save(model.state_dict(), folder / "model.pt")
    return test


def main():
    torch.manual_seed(0)
    if sys.argv[1] == "whole":
        torch.set_num_threads(int(sys.argv[2]))
        print(json.dumps({"test_accuracy": whole(pathlib.Path(sys.argv[3]))}))
        return
    kind, name, images, classes, threads, seconds = sys.argv[1:]
    torch.set_num_threads(int(threads))
    if kind == "train":
        rate, model = train(name, int(images), int(classes), float(seconds))
    else:
        rate, model = answer(name, int(images), float(seconds))
    print(json.dumps({"images_per_second": rate, "parameters": sum(p.numel() for p in model.parameters())}))


if __name__ == "__main__":
    main()
