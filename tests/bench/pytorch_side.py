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


class Glimpses(nn.Module):
    """Five glimpses of 8 x 8, four paths an image, REINFORCE with the other paths as baseline; all paths in one batch, all
    crops of a glimpse in one gather."""

    G, T, M, SIGMA, WEIGHT = 8, 5, 4, 0.2, 0.05

    def __init__(self, n=128, encoded=64):
        super().__init__()
        self.n = n
        self.aim, self.place, self.promise = nn.Linear(n, 64), nn.Linear(64, 2), nn.Linear(n, 1)
        self.expected = nn.Parameter(torch.zeros(1))
        self.what, self.where = nn.Linear(self.G ** 2, encoded), nn.Linear(2, encoded)
        self.join_what, self.join_where = nn.Linear(encoded, n), nn.Linear(encoded, n, bias=False)
        self.inward, self.keep = nn.Linear(n, n), nn.Linear(n, n, bias=False)
        self.answer = nn.Linear(n, 10)

    def crops(self, padded, side, rows, l):
        """padded: the images with 2 G of zeros around, flat; the pixels of a crop are the same offsets everywhere."""
        wide = side + 4 * self.G
        start = ((l + 1) / 2 * side - self.G / 2 + 0.5).floor().long().clamp(-2 * self.G, side + self.G) + 2 * self.G
        first = rows * wide * wide + start[:, 1] * wide + start[:, 0]
        return padded[first[:, None] + self.offsets(wide)]

    def offsets(self, wide):
        return (torch.arange(self.G)[:, None] * wide + torch.arange(self.G)).flatten()

    def forward(self, x):
        B, side = x.shape[0], x.shape[-1]
        padded = F.pad(x, [2 * self.G] * 4).flatten()
        rows = torch.arange(B).repeat_interleave(self.M)
        h = torch.zeros(B * self.M, self.n)
        log_pi, promised = [], []
        for _ in range(self.T):
            state = h.detach()
            mu = torch.tanh(self.place(F.relu(self.aim(state))))
            l = (mu + self.SIGMA * torch.randn_like(mu)).detach()
            log_pi.append(-((l - mu) ** 2).sum(1) / (2 * self.SIGMA ** 2))
            promised.append(self.promise(state)[:, 0])
            seen = F.relu(self.what(self.crops(padded, side, rows, l)))
            z = F.relu(self.join_what(seen) + self.join_where(F.relu(self.where(l))))
            h = F.relu(self.inward(z) + self.keep(h))
        return self.answer(h), torch.stack(log_pi, 1), torch.stack(promised, 1)

    def loss(self, x, y):
        logits, log_pi, promised = self(x)
        y = y.repeat_interleave(self.M)
        R = (logits.argmax(1) == y).float()
        others = (R.view(-1, self.M).sum(1, keepdim=True) - R.view(-1, self.M)).flatten() / (self.M - 1)
        A = (R - others)[:, None]
        return (F.cross_entropy(logits, y) + ((promised - R[:, None]) ** 2).mean() + ((self.expected - R) ** 2).mean()
                - self.WEIGHT * (A * log_pi).mean())


MODELS = {"glimpses": Glimpses, "essay": Essay, "conv-attention": ConvAttention, "group-norm": GroupNormAttention, "gates": GatedNetwork,
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
            if hasattr(model, "loss"):
                model.loss(x[first:first + BATCH], y[first:first + BATCH]).backward()
            else:
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
