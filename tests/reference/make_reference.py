#!/usr/bin/python3
"""Writes the reference numbers of the tests, calculated by PyTorch in double: ops, networks, optimisers, training, essay;
make_mechanisms.py those of gates, mixing and pooling.

    /usr/bin/python3 tests/reference/make_reference.py         (Debian: python3-torch 1.13)

Inputs and weights are not stored: both sides evaluate wave(), whose numbers are exact. Layouts are the program's: images
(B, H, W, C), convolution weights (k, k, in, out), linear weights (in, out); what PyTorch wants otherwise is permuted here.
Every derivative is of L = sum(u * y) with u = wave(seed 99). Read by tests/support/reference.h.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
PRIME = 10007  # x -> x^3 is a permutation modulo this prime: no two of 10,007 numbers are equal


def wave(shape, seed, scale=1.0):
    n = torch.Size(shape).numel()
    x = (torch.arange(n, dtype=torch.int64) + 37 * seed) % PRIME
    return (scale * ((x * x * x % PRIME).double() / 5003.5 - 1)).reshape(shape)


def numbers(t):
    return [float(f"{v:.12g}") for v in t.detach().contiguous().reshape(-1).tolist()]


def write(name, content):
    path = pathlib.Path(__file__).with_name(name + ".json")
    path.write_text(json.dumps(content, separators=(",", ":")).replace('{"', '\n{"') + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


# Operations -----------------------------------------------------------------------------------------------------------

def channels_first(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def linear(x, W, b=None):
    return F.linear(x, W.t(), b)


def conv(x, W, b, stride=1, padding=0):
    return channels_last(F.conv2d(channels_first(x), W.permute(3, 2, 0, 1), b, stride=stride, padding=padding))


def max_pool(x, size, stride, padding=0):
    return channels_last(F.max_pool2d(channels_first(x), size, stride, padding))


def group_norm(x, gamma, beta, groups, epsilon=1e-5):
    return channels_last(F.group_norm(channels_first(x), groups, gamma, beta, epsilon))


def heads(x, h):
    """(B, N, d) as (B, h, N, d / h)."""
    B, N, d = x.shape
    return x.reshape(B, N, h, d // h).transpose(1, 2)


def together(o):
    """(B, h, N, d / h) as (B, N, d)."""
    return o.transpose(1, 2).flatten(2)


def labels(count, classes):
    return torch.tensor([(7 * i % 5 + i) % classes for i in range(count)])


def smoothed(y, s):
    return y * (1 - s) + s / 2


def bce(x, s):
    return F.binary_cross_entropy_with_logits(x.reshape(-1), smoothed(labels(x.shape[0], 2).double(), s), reduction="none")


def cross_entropy(x, s):
    return F.cross_entropy(x, labels(*x.shape), reduction="none", label_smoothing=s)


GAZES = torch.tensor([[0.0, 0.0], [-0.9, 0.8], [0.31, -0.42], [1.2, 1.1]])  # (x, y), two of each image


def retina(x, g, scales):
    """Squares of g, 2g ... pixels around GAZES, zeros outside, averaged down to g x g: cut out of a padded image."""
    B, H, W, C = x.shape
    rows = []
    for r, (gx, gy) in enumerate(GAZES.tolist()):
        for k in range(scales):
            side = g * 2**k
            padded = F.pad(channels_first(x[r // (len(GAZES) // B)][None]), [2 * side] * 4)
            left, top = (math.floor((l + 1) / 2 * n - side / 2 + 0.5) + 2 * side for l, n in ((gx, W), (gy, H)))
            rows.append(channels_last(F.avg_pool2d(padded[..., top:top + side, left:left + side], 2**k)))
    return torch.cat(rows).reshape(len(GAZES), scales, g, g, C)


def log_density(l, mu, sigma):
    return torch.distributions.Normal(mu, sigma).log_prob(l.detach()).sum(-1) + 0 * l.sum(-1)


def sample_window(x, theta, h, w):
    x = x.repeat_interleave(theta.shape[0] // x.shape[0], 0)
    grid = F.affine_grid(theta.reshape(-1, 2, 3), (theta.shape[0], x.shape[3], h, w), align_corners=False)
    return channels_last(F.grid_sample(channels_first(x), grid, mode="bilinear", padding_mode="zeros", align_corners=False))


def filter_bank(middle, distance, variance, N, length):
    mu = middle[:, None] + (torch.arange(N) - (N - 1) / 2) * distance[:, None]
    e = torch.exp(-(torch.arange(length) - mu[..., None]) ** 2 / (2 * variance.abs()[:, None, None]))
    return e / e.sum(-1, keepdim=True).clamp(min=1e-8)


OPERATIONS = {  # name: (shapes of the inputs, scale of the first, function)
    "linear": ([(5, 3), (3, 4), (4,)], 1, linear),
    "linear, no bias": ([(2, 3, 6), (6, 2)], 1, linear),
    "convolve 3x3": ([(2, 6, 5, 1), (3, 3, 1, 4), (4,)], 1, conv),
    "convolve 3x3, padded": ([(2, 5, 4, 2), (3, 3, 2, 3), (3,)], 1, lambda x, W, b: conv(x, W, b, padding=1)),
    "convolve 3x3, stride 2": ([(2, 6, 7, 6), (3, 3, 6, 5), (5,)], 1, lambda x, W, b: conv(x, W, b, 2, 1)),
    "convolve 5x5, deep": ([(1, 6, 6, 7), (5, 5, 7, 2), (2,)], 1, lambda x, W, b: conv(x, W, b, 1, 2)),
    "maxPool": ([(2, 5, 6, 3)], 1, lambda x: max_pool(x, 2, 2)),
    "maxPool, overlapping": ([(2, 5, 6, 3)], 1, lambda x: max_pool(x, 3, 2, 1)),
    "averagePool": ([(2, 6, 5, 3)], 1, lambda x: channels_last(F.avg_pool2d(channels_first(x), 3, 2))),
    "relu": ([(40,)], 4, F.relu),
    "tanh": ([(40,)], 4, torch.tanh),
    "sigmoid": ([(40,)], 8, torch.sigmoid),
    "gelu": ([(40,)], 4, F.gelu),
    "exp": ([(40,)], 4, torch.exp),
    "softmax": ([(3, 7)], 4, lambda x: F.softmax(x, -1)),
    "softmax, temperature 0.3": ([(2, 3, 5)], 2, lambda x: F.softmax(x / 0.3, -1)),
    "logSoftmax": ([(3, 7)], 4, lambda x: F.log_softmax(x, -1)),
    "crossEntropy": ([(6, 5)], 4, lambda x: cross_entropy(x, 0)),
    "crossEntropy, smoothing 0.1": ([(6, 5)], 4, lambda x: cross_entropy(x, 0.1)),
    "binaryCrossEntropy": ([(9, 1)], 8, lambda x: bce(x, 0)),
    "binaryCrossEntropy, smoothing 0.2": ([(9, 1)], 8, lambda x: bce(x, 0.2)),
    "layerNorm": ([(2, 3, 8), (8,), (8,)], 3, lambda x, g, b: F.layer_norm(x, (8,), g, b, 1e-5)),
    "groupNorm": ([(2, 3, 4, 6), (6,), (6,)], 3, lambda x, g, b: group_norm(x, g, b, 3)),
    "lookUp": ([(5, 3)], 1, lambda t: F.embedding(labels(7, 5), t)),
    "mean": ([(2, 3, 4)], 1, lambda x: x.mean(1)),
    "sum": ([(2, 3, 4)], 1, lambda x: x.sum(0)),
    "max": ([(2, 3, 4)], 1, lambda x: x.amax(-1)),
    "add": ([(2, 3, 4), (3, 1)], 1, torch.add),
    "multiply": ([(2, 1, 4), (5, 1)], 1, torch.mul),
    "weightedSum": ([(2, 5), (2, 5, 3)], 1, lambda a, x: torch.einsum("bn,bnc->bc", a, x)),
    "swapDims": ([(2, 3, 4)], 1, lambda x: x.transpose(0, 2)),
    "takeRows": ([(2, 5, 3)], 1, lambda x: x[:, labels(7, 5)]),
    "inverse": ([(40,)], 4, lambda x: 1 / x),
    "headScores": ([(2, 5, 6), (2, 4, 6)], 1, lambda q, k: heads(q, 3) @ heads(k, 3).transpose(-1, -2)),
    "headScores, shared queries": ([(1, 2, 6), (3, 4, 6)], 1, lambda q, k: heads(q, 2) @ heads(k, 2).transpose(-1, -2)),
    "headMix": ([(2, 3, 5, 4), (2, 4, 6)], 1, lambda a, v: together(a @ heads(v, 3))),
    "headOuter": ([(2, 5, 6), (2, 5, 6)], 1, lambda k, v: heads(k, 2).transpose(-1, -2) @ heads(v, 2)),
    "retina": ([(2, 7, 6, 2)], 1, lambda x: retina(x, 3, 1)),
    "retina, three scales": ([(2, 9, 8, 1)], 1, lambda x: retina(x, 2, 3)),
    "gaussianLogDensity": ([(5, 2), (5, 2)], 1, lambda l, mu: log_density(l, mu, 0.2)),
    "sampleWindow": ([(2, 5, 6, 2), (4, 6)], 1, lambda x, theta: sample_window(x, theta, 3, 4)),
    "filterBank": ([(3,), (3,), (3,)], 3, lambda g, d, v: filter_bank(g + 3, d + 1, torch.exp(v), 4, 7)),
    "readThrough": ([(4, 3, 5), (4, 3, 6), (2, 5, 6, 2)], 1,
                    lambda fy, fx, x: torch.einsum("rnh,rhwc,rmw->rnmc", fy, x.repeat_interleave(2, 0), fx)),
    "headApply": ([(2, 5, 6), (2, 3, 2, 2)], 1, lambda q, t: together(heads(q, 3) @ t)),
}


def operations():
    cases = []
    for name, (shapes, scale, function) in OPERATIONS.items():
        inputs = [wave(shape, 1 + i, scale if i == 0 else 1).requires_grad_() for i, shape in enumerate(shapes)]
        y = function(*inputs)
        (y * wave(y.shape, 99)).sum().backward()
        cases.append({"name": name, "scale": scale, "shapes": shapes, "output": numbers(y),
                      "gradients": [numbers(x.grad) for x in inputs]})
    write("ops", cases)


# Networks -------------------------------------------------------------------------------------------------------------

class Classifier:
    """trunk -> attention -> answer, as core/networks/classifier.cpp has it."""

    def __init__(self, stages, image, attention, hidden, answers, scale=0.5):
        self.stages, self.attention, self.hidden, self.scale, self.p = stages, attention, hidden, scale, {}
        h, w, c = image
        for i, stage in enumerate(stages):
            if stage[0] == "conv":
                _, out, k, padding = stage
                self.add(f"trunk.{i}.weight", (k, k, c, out))
                self.add(f"trunk.{i}.bias", (out,))
                h, w, c = h + 2 * padding - k + 1, w + 2 * padding - k + 1, out
            elif stage[0] == "pool":
                h, w = h // 2, w // 2
            else:
                self.add(f"trunk.{i}.scale", (c,))
                self.add(f"trunk.{i}.shift", (c,))
        self.grid, width = (h, w), c
        kind, L = attention["mechanism"], attention.get("hidden", 0)
        size = c + (2 if attention.get("coordinates") else 0)
        if kind in ("essay", "flatten"):
            width = h * w * c
        if kind == "essay":
            self.add("attention.score.weight", (width, 1))
        elif kind not in ("none", "flatten"):
            if L > 0:
                self.add("attention.project.weight", (size, L))
                self.add("attention.project.bias", (L,))
            if L > 0 and kind == "gated":
                self.add("attention.gate.weight", (size, L))
                self.add("attention.gate.bias", (L,))
            self.add("attention.score.weight", (L or size, 1))
            self.add("attention.score.bias", (1,))
        if hidden:
            self.add("hidden.weight", (width, hidden))
            self.add("hidden.bias", (hidden,))
            width = hidden
        self.add("answer.weight", (width, answers))
        self.add("answer.bias", (answers,))

    def add(self, name, shape):
        self.p[name] = wave(shape, 11 + len(self.p), self.scale).requires_grad_()

    def line(self, name, x):
        return linear(x, self.p[name + ".weight"], self.p.get(name + ".bias"))

    def __call__(self, image):
        x = image
        for i, stage in enumerate(self.stages):
            if stage[0] == "conv":
                x = F.relu(conv(x, self.p[f"trunk.{i}.weight"], self.p[f"trunk.{i}.bias"], padding=stage[3]))
            elif stage[0] == "pool":
                x = max_pool(x, 2, 2)
            else:
                x = group_norm(x, self.p[f"trunk.{i}.scale"], self.p[f"trunk.{i}.shift"], stage[1])
        B, H, W, C = x.shape
        y, a = self.pool(x.reshape(B, H * W, C))
        if self.hidden:
            y = F.relu(self.line("hidden", y))
        return self.line("answer", y), a

    def pool(self, x):
        B, N, C = x.shape
        kind, tau = self.attention["mechanism"], self.attention.get("temperature", 1)
        if kind == "none":
            return x.mean(1), torch.full((B, N), 1 / N)
        if kind == "flatten":
            return x.reshape(B, N * C), torch.ones(B, 1)
        if kind == "essay":
            flat = x.reshape(B, N * C)
            a = F.softmax(self.line("attention.score", flat) / tau, 1)
            return a * flat, a
        t = x
        if self.attention.get("coordinates"):
            h, w = self.grid
            ys, xs = torch.meshgrid((2 * torch.arange(h) + 1) / h - 1, (2 * torch.arange(w) + 1) / w - 1, indexing="ij")
            t = torch.cat([x, torch.stack([xs, ys], -1).reshape(1, N, 2).expand(B, N, 2)], -1)
        u = t
        if self.attention.get("hidden", 0) > 0:
            u = torch.tanh(self.line("attention.project", t))
            if kind == "gated":
                u = u * torch.sigmoid(self.line("attention.gate", t))
        a = F.softmax(self.line("attention.score", u).squeeze(-1) / tau, 1)
        return torch.einsum("bn,bnc->bc", a, x), a


TRUNK = "conv 4, pool, conv 6 3x3 valid, norm 2"
STAGES = [("conv", 4, 3, 1), ("pool",), ("conv", 6, 3, 0), ("norm", 2)]


def networks():
    cases = []
    for attention in ({"mechanism": "none"}, {"mechanism": "flatten"}, {"mechanism": "essay", "temperature": 0.5},
                      {"mechanism": "soft", "hidden": 3}, {"mechanism": "soft", "hidden": 0, "temperature": 0.5},
                      {"mechanism": "soft", "hidden": 5, "temperature": 2, "coordinates": True},
                      {"mechanism": "gated", "hidden": 4, "temperature": 0.7, "coordinates": True}):
        for hidden, answers in ((0, 3), (5, 1)):
            net = Classifier(STAGES, (8, 10, 1), attention, hidden, answers)
            image = wave((3, 8, 10, 1), 1).requires_grad_()
            logits, a = net(image)
            loss = cross_entropy(logits, 0.1) if answers > 1 else bce(logits, 0.1)
            ((loss * wave(loss.shape, 99)).sum() + (a * wave(a.shape, 98)).sum()).backward()
            cases.append({"trunk": TRUNK, **attention, "dense": hidden, "answers": answers, "loss": numbers(loss),
                          "logits": numbers(logits), "map": numbers(a), "image": numbers(image.grad),
                          "gradients": {n: numbers(torch.zeros_like(p) if p.grad is None else p.grad)
                                        for n, p in net.p.items()}})
    write("networks", cases)


# Optimisers -----------------------------------------------------------------------------------------------------------

RULES = {  # as settings of the program
    "plain": {"optimiser": "sgd", "momentum": 0},
    "momentum": {"optimiser": "sgd", "momentum": 0.9},
    "nesterov": {"optimiser": "sgd", "momentum": 0.9, "nesterov": True},
    "momentum, L2": {"optimiser": "sgd", "momentum": 0.9, "l2": 0.1},
    "nesterov, L2": {"optimiser": "sgd", "momentum": 0.8, "nesterov": True, "l2": 0.05},
    "momentum, L1": {"optimiser": "sgd", "momentum": 0.9, "l1": 0.3},
    "momentum, clipped": {"optimiser": "sgd", "momentum": 0.9, "clip": 0.2},
    "adam": {"optimiser": "adam"},
    "adam, L2": {"optimiser": "adam", "l2": 0.1},
    "adam, clipped": {"optimiser": "adam", "clip": 0.2},
    "adamw": {"optimiser": "adamw", "decay": 0.1},
    "adamw, smoothing": {"optimiser": "adamw", "decay": 0.1, "label_smoothing": 0.1},
}
BETAS, EPSILON = (0.9, 0.99), 1e-7


def decays(name):
    return name.endswith(".weight")


def optimiser(rule, named):
    groups = [{"params": [p for n, p in named.items() if decays(n)]},
              {"params": [p for n, p in named.items() if not decays(n)], "weight_decay": 0.0}]
    l2 = rule.get("l2", 0.0)
    if rule["optimiser"] == "sgd":
        return torch.optim.SGD(groups, lr=1, momentum=rule["momentum"], nesterov=rule.get("nesterov", False), weight_decay=l2)
    if rule["optimiser"] == "adam":
        return torch.optim.Adam(groups, lr=1, betas=BETAS, eps=EPSILON, weight_decay=l2)
    return torch.optim.AdamW(groups, lr=1, betas=BETAS, eps=EPSILON, weight_decay=rule["decay"])


def rate(step):
    return 0.01 * (1 + step % 3)


def step_with(rule, opt, named, step):
    if rule.get("clip"):
        torch.nn.utils.clip_grad_norm_(list(named.values()), rule["clip"])
    for group in opt.param_groups:
        group["lr"] = rate(step)
    opt.step()
    with torch.no_grad():
        for n, p in named.items():
            if rule.get("l1") and decays(n):
                p.copy_(p.sign() * (p.abs() - rate(step) * rule["l1"]).clamp(min=0))


def optimisers():
    """Ten steps on given gradients: no network, no clipping, no L2 (those are of training.json)."""
    cases = []
    for name, rule in RULES.items():
        if "clip" in rule or "l2" in rule or "label_smoothing" in rule:
            continue
        named = {"a.weight": wave((4, 3), 1), "b.bias": wave((3,), 2), "c.weight": wave((5, 1), 3)}
        opt = optimiser(rule, named)
        after = []
        for step in range(10):
            for i, p in enumerate(named.values()):
                p.grad = wave(p.shape, 20 + 3 * step + i, 0.3)
            step_with(rule, opt, named, step)
            after.append([v for p in named.values() for v in numbers(p)])
        cases.append({"name": name, **rule, "after": after})
    write("optimisers", cases)


def training():
    """Ten batches of a small network, from images to weights."""
    cases = []
    for name, rule in RULES.items():
        for attention, answers in (({"mechanism": "soft", "hidden": 3}, 3), ({"mechanism": "essay"}, 1)):
            net = Classifier([("conv", 3, 3, 0)], (6, 6, 1), attention, 4, answers)
            opt = optimiser(rule, net.p)
            images = wave((12, 6, 6, 1), 1)
            truth = labels(12, answers if answers > 1 else 2)
            losses = []
            for step in range(10):
                batch = torch.tensor([(5 * i + step) % 12 for i in range(10 if step % 2 else 12)])
                logits, _ = net(images[batch])
                s = rule.get("label_smoothing", 0)
                loss = (F.cross_entropy(logits, truth[batch], label_smoothing=s) if answers > 1 else
                        F.binary_cross_entropy_with_logits(logits.reshape(-1), smoothed(truth[batch].double(), s)))
                opt.zero_grad()
                loss.backward()
                for p in net.p.values():
                    p.grad = torch.zeros_like(p) if p.grad is None else p.grad
                step_with(rule, opt, net.p, step)
                losses.append(loss)
            cases.append({"name": f"{name}, {attention['mechanism']}", **rule, **{"mechanism": attention["mechanism"]},
                          "answers": answers, "losses": numbers(torch.stack(losses)),
                          "weights": {n: numbers(p) for n, p in net.p.items()}})
    write("training", cases)


# The essay ------------------------------------------------------------------------------------------------------------

ESSAY_BATCH = 20


def summary(t):
    """What is kept of a large array: its norms, its product with a wave, and entries at even distances."""
    flat = t.detach().reshape(-1)
    distance = max(1, flat.numel() // 40)
    return {"largest": float(flat.abs().max()), "norm": float(flat.norm()),
            "projection": float((flat * wave(flat.shape, 99)).sum()), "distance": distance,
            "entries": numbers(flat[::distance])}


def essay():
    """Training steps of the essay's network at full size, 1,406,529 parameters: pixels up to 255, and up to 1."""
    cases = []
    for factor, count in ((1.0, 1), (1 / 256, 3)):
        net = Classifier([("conv", 32, 3, 0)], (28, 28, 1), {"mechanism": "essay"}, 64, 1, scale=1)
        assert sum(p.numel() for p in net.p.values()) == 1_406_529
        for name, p in net.p.items():
            p.data *= {"trunk.0.weight": 0.14, "attention.score.weight": 0.05, "hidden.weight": 0.016,
                       "answer.weight": 0.3}.get(name, 0.01)
        images = ((wave((ESSAY_BATCH, 28, 28, 1), 5) + 1) * 127.5).floor() * factor
        truth = labels(ESSAY_BATCH, 2).double()
        opt = torch.optim.Adam(net.p.values(), lr=1e-3, betas=(0.9, 0.999), eps=1e-7)
        steps = []
        for _ in range(count):
            logits, a = net(images)
            assert bool((a == 1).all())
            loss = F.binary_cross_entropy_with_logits(logits.reshape(-1), truth)
            opt.zero_grad()
            loss.backward()
            gradients = {n: summary(p.grad) for n, p in net.p.items()}
            opt.step()
            steps.append({"loss": float(loss), "gradients": gradients,
                          "weights": {n: summary(p) for n, p in net.p.items()}})
        cases.append({"factor": factor, "steps": steps})
    write("essay", cases)


if __name__ == "__main__":
    operations()
    networks()
    optimisers()
    training()
    essay()
