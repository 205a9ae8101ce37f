#!/usr/bin/python3
"""Writes mechanisms.json: whole networks with gates, mixing and pooling, calculated by PyTorch in double, each mechanism as its
paper has it. Where PyTorch has it too (nn.TransformerEncoderLayer), or the paper does it in another way (rolled windows), this
is held against that first.

    /usr/bin/python3 tests/reference/make_mechanisms.py        (Debian: python3-torch 1.13)

Conventions: make_reference.py. L = sum(u * loss) + sum over the maps of sum(wave(98 - map) * map).
"""
import torch
import torch.nn.functional as F

from make_reference import channels_first, channels_last, conv, cross_entropy, heads, linear, max_pool, numbers, together, wave, write


class Mechanisms:
    """A whole network from the settings of the program; each mechanism as its paper has it."""

    def __init__(self, image, settings, answers):
        self.s, self.answers, self.p = settings, answers, {}
        self.stages = [stage.split() for stage in settings["model.trunk"].split(", ")]
        h, w, c = image
        number, self.depths = 0, []
        for i, stage in enumerate(self.stages):
            if stage[0] == "conv":
                self.add(f"trunk.{number}.weight", (3, 3, c, int(stage[1])))
                self.add(f"trunk.{number}.bias", (int(stage[1]),))
                c = int(stage[1])
            elif stage[0] == "pool":
                h, w = h // 2, w // 2
            elif stage[0] == "patches":
                p = int(stage[1])
                h, w, c = h // p, w // p, p * p * c
            elif stage[0] == "gate":
                self.add_gate(f"gate.{number - 1}", c)
            number += stage[0] != "gate"
            if self.ends_depth(i):
                self.depths.append(c)
        self.grid, d = (h, w), c
        if self.s.get("mix.depth"):
            d = self.s.get("mix.width") or c
            self.add_mixing(c, d)
        self.d, width = d, self.add_pool(d)
        self.add("answer.weight", (width, answers))
        self.add("answer.bias", (answers,))

    def add(self, name, shape):
        self.p[name] = wave(shape, 11 + len(self.p), 0.5).requires_grad_()

    def line(self, name, x):
        return linear(x, self.p[name + ".weight"], self.p.get(name + ".bias"))

    def ends_depth(self, i):
        starts = [stage[0] in ("conv", "patches") for stage in self.stages]
        return any(starts[:i + 1]) and (i + 1 == len(self.stages) or starts[i + 1])

    def add_gate(self, name, c):
        kind, narrow = self.s["gate.mechanism"], max(1, c // self.s.get("gate.reduction", 4))
        if kind in ("se", "cbam"):
            self.add(name + ".squeeze.weight", (c, narrow))
            self.add(name + ".excite.weight", (narrow, c))
        if kind == "cbam":
            k = self.s["gate.size"]
            self.add(name + ".places.weight", (k, k, 2, 1))
            self.add(name + ".places.bias", (1,))
        if kind == "eca":
            self.add(name + ".neighbours.weight", (self.s["gate.size"],))

    def gate(self, name, x):
        kind, (B, H, W, C) = self.s["gate.mechanism"], x.shape
        if kind == "se":
            g = torch.sigmoid(self.line(name + ".excite", F.relu(self.line(name + ".squeeze", x.mean((1, 2))))))
            return x * g[:, None, None], [g]
        if kind == "eca":
            w = self.p[name + ".neighbours.weight"]
            g = torch.sigmoid(F.conv1d(x.mean((1, 2))[:, None], w[None, None], padding=len(w) // 2)[:, 0])
            return x * g[:, None, None], [g]
        shared = lambda s: self.line(name + ".excite", F.relu(self.line(name + ".squeeze", s)))
        g = torch.sigmoid(shared(F.adaptive_avg_pool2d(channels_first(x), 1).flatten(1)) +
                          shared(F.adaptive_max_pool2d(channels_first(x), 1).flatten(1)))
        x = x * g[:, None, None]
        seen = torch.stack([x.mean(-1), x.amax(-1)], -1)
        k = self.s["gate.size"]
        places = self.p[name + ".places.weight"].permute(3, 2, 0, 1).contiguous().permute(2, 3, 1, 0)
        p = torch.sigmoid(conv(seen, places, self.p[name + ".places.bias"], padding=k // 2))
        return x * p, [g, p]

    def add_mixing(self, c, d):
        h, w = self.grid
        if self.s["mix.positions"] == "learned":
            self.add("mix.positions", (h * w, d))
        if self.s.get("mix.width"):
            self.add("mix.embed.weight", (c, d))
            self.add("mix.embed.bias", (d,))
        if self.s["attention.mechanism"] == "class":
            self.add("mix.class_token", (1, d))
        for i in range(self.s["mix.depth"]):
            for name in ("norm1", "norm2"):
                self.add(f"mix.{i}.{name}.scale", (d,))
                self.add(f"mix.{i}.{name}.shift", (d,))
            for name in ("query", "key", "value", "out"):
                self.add(f"mix.{i}.{name}.weight", (d, d))
            self.add(f"mix.{i}.out.bias", (d,))
            if self.s["mix.mechanism"] in ("windowed", "shifted"):
                self.add(f"mix.{i}.displacement", ((2 * self.s["mix.window"] - 1) ** 2, self.s["mix.heads"]))
            inner = d * self.s.get("mix.expansion", 2)
            for name, shape in (("widen", (d, inner)), ("narrow", (inner, d))):
                self.add(f"mix.{i}.{name}.weight", shape)
                self.add(f"mix.{i}.{name}.bias", shape[1:])
        self.add("mix.norm.scale", (d,))
        self.add("mix.norm.shift", (d,))

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.p[name + ".scale"], self.p[name + ".shift"], 1e-5)

    def positions(self, d):
        """Sines and cosines of column and row (no library of this machine has them: written out)."""
        h, w = self.grid
        omega = 10000.0 ** (-torch.arange(d // 4) / (d / 4 - 1))
        row, col = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        x, y = col.reshape(-1, 1) * omega, row.reshape(-1, 1) * omega
        return torch.cat([x.sin(), x.cos(), y.sin(), y.cos()], 1)

    def mixing(self, x):
        maps = []
        if self.s.get("mix.width"):
            x = self.line("mix.embed", x)
        if self.s["mix.positions"] == "learned":
            x = x + self.p["mix.positions"]
        elif self.s["mix.positions"] == "sine":
            x = x + self.positions(x.shape[-1])
        if self.s["attention.mechanism"] == "class":
            x = torch.cat([self.p["mix.class_token"].expand(len(x), 1, -1), x], 1)
        for i in range(self.s["mix.depth"]):
            before = x
            y, a = self.attend(i, self.norm(f"mix.{i}.norm1", x))
            x = x + y
            x = x + self.line(f"mix.{i}.narrow", F.gelu(self.line(f"mix.{i}.widen", self.norm(f"mix.{i}.norm2", x))))
            if self.s["mix.mechanism"] == "global":
                assert torch.allclose(x, self.as_pytorch_has_it(i, before), atol=1e-12)
            maps.append(a)
        return self.norm("mix.norm", x), maps

    def as_pytorch_has_it(self, i, x):
        """The same block by nn.TransformerEncoderLayer."""
        d, p = x.shape[-1], self.p
        block = torch.nn.TransformerEncoderLayer(d, self.s["mix.heads"], d * self.s.get("mix.expansion", 2), dropout=0,
                                                 activation="gelu", batch_first=True, norm_first=True)
        n = f"mix.{i}."
        with torch.no_grad():
            block.self_attn.in_proj_weight.copy_(torch.cat([p[n + m + ".weight"].t() for m in ("query", "key", "value")]))
            block.self_attn.in_proj_bias.zero_()
            for layer, name in ((block.self_attn.out_proj, "out"), (block.linear1, "widen"), (block.linear2, "narrow")):
                layer.weight.copy_(p[n + name + ".weight"].t())
                layer.bias.copy_(p[n + name + ".bias"])
            for layer, name in ((block.norm1, "norm1"), (block.norm2, "norm2")):
                layer.weight.copy_(p[n + name + ".scale"])
                layer.bias.copy_(p[n + name + ".shift"])
        return block(x)

    def attend(self, i, x):
        h, kind = self.s["mix.heads"], self.s["mix.mechanism"]
        q, k, v = (heads(self.line(f"mix.{i}.{m}", x), h) for m in ("query", "key", "value"))
        if kind == "linear":
            q, k = F.elu(q) + 1, F.elu(k) + 1
            a = q @ k.transpose(-1, -2)
            a = a / a.sum(-1, keepdim=True)
            o = (q @ (k.transpose(-1, -2) @ v)) / (q * k.sum(2, keepdim=True)).sum(-1, keepdim=True)
            assert torch.allclose(o, a @ v, atol=1e-12)
        else:
            s = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
            if kind != "global":
                s = s + self.window_scores(i)
            a = F.softmax(s, -1)
            o = a @ v
        return self.line(f"mix.{i}.out", together(o)), a

    def window_scores(self, i):
        """The learned number of each displacement within a window; minus infinity between windows."""
        (H, W), w = self.grid, self.s["mix.window"]
        shift = w // 2 if self.s["mix.mechanism"] == "shifted" and i % 2 else 0
        row, col = torch.meshgrid(torch.arange(H), torch.arange(W), indexing="ij")
        row, col = row.reshape(-1), col.reshape(-1)
        window = (row + w - shift) // w * 1000 + (col + w - shift) // w
        same = window[:, None] == window[None]
        if shift and H % w == 0 and W % w == 0:
            assert torch.equal(same, self.rolled(H, W, w, shift))
        place = (row[:, None] - row[None] + w - 1) * (2 * w - 1) + col[:, None] - col[None] + w - 1
        bias = self.p[f"mix.{i}.displacement"][place.where(same, torch.tensor(0))].permute(2, 0, 1)
        return bias.masked_fill(~same, -float("inf"))

    @staticmethod
    def rolled(H, W, w, shift):
        """Which places belong together, as the paper finds it: roll the map, cut it, mask what was apart."""
        places = torch.arange(H * W).reshape(H, W)
        region = torch.zeros(H, W, dtype=torch.long)
        cuts = (slice(0, -w), slice(-w, -shift), slice(-shift, None))
        for a, rows in enumerate(cuts):
            for b, cols in enumerate(cuts):
                region[rows, cols] = 3 * a + b
        same = torch.zeros(H * W, H * W, dtype=torch.bool)
        rolled = torch.roll(places, (-shift, -shift), (0, 1))
        for top in range(0, H, w):
            for left in range(0, W, w):
                mine = rolled[top:top + w, left:left + w].reshape(-1)
                part = region[top:top + w, left:left + w].reshape(-1)
                same[mine[:, None], mine[None]] = part[:, None] == part[None]
        return same

    def add_pool(self, d):
        kind = self.s["attention.mechanism"]
        if kind == "sequence":
            self.add("attention.score.weight", (d, 1))
            self.add("attention.score.bias", (1,))
        if kind == "queries":
            m = self.s["attention.queries"]
            self.add("attention.query", (m, d))
            for name in ("key", "value", "out"):
                self.add(f"attention.{name}.weight", (d, d))
            self.add("attention.out.bias", (d,))
            return m * d
        if kind.startswith("jetley"):
            depths = self.s["attention.depths"]
            for depth in range(depths):
                own = d if depth == 0 else self.depths[-1 - depth]
                if own != d:
                    self.add(f"attention.project.{depth}.weight", (own, d))
                if kind == "jetley":
                    self.add(f"attention.score.{depth}.weight", (d, 1))
            return depths * d
        return d

    def pool(self, x, stages, mixed):
        kind, tau = self.s["attention.mechanism"], self.s.get("attention.temperature", 1)
        if kind == "none":
            return x.mean(1), [torch.full(x.shape[:2], 1 / x.shape[1])]
        if kind == "class":
            row = mixed[-1].mean(1)[:, 0, 1:]
            return x[:, 0], [row / row.sum(-1, keepdim=True)]
        if kind == "sequence":
            a = F.softmax(self.line("attention.score", x).squeeze(-1) / tau, -1)
            return torch.einsum("bn,bnc->bc", a, x), [a]
        if kind == "queries":
            h = self.s["attention.heads"]
            q = heads(self.p["attention.query"][None], h)
            k, v = heads(self.line("attention.key", x), h), heads(self.line("attention.value", x), h)
            a = F.softmax(q @ k.transpose(-1, -2) / (q.shape[-1] ** 0.5 * tau), -1)
            return self.line("attention.out", together(a @ v)).flatten(1), [a]
        g, parts, maps = x.mean(1), [], []
        for depth in range(self.s["attention.depths"]):
            l = x if depth == 0 else stages[-1 - depth].flatten(1, 2)
            if f"attention.project.{depth}.weight" in self.p:
                l = self.line(f"attention.project.{depth}", l)
            c = (torch.einsum("bnc,bc->bn", l, g) if kind == "jetley-dot" else
                 self.line(f"attention.score.{depth}", l + g[:, None]).squeeze(-1))
            maps.append(F.softmax(c / tau, -1))
            parts.append(torch.einsum("bn,bnc->bc", maps[-1], l))
        return torch.cat(parts, 1), maps

    def __call__(self, image):
        x, number, stages, gates = image, 0, [], []
        for i, stage in enumerate(self.stages):
            if stage[0] == "conv":
                x = F.relu(conv(x, self.p[f"trunk.{number}.weight"], self.p[f"trunk.{number}.bias"], padding=1))
            elif stage[0] == "pool":
                x = max_pool(x, 2, 2)
            elif stage[0] == "patches":
                p, (B, H, W, C) = int(stage[1]), x.shape
                x = channels_last(F.pixel_unshuffle(channels_first(x), p))  # channels (C, p1, p2)
                x = x.reshape(B, H // p, W // p, C, p * p).transpose(-1, -2).flatten(3)
            elif stage[0] == "gate":
                x, maps = self.gate(f"gate.{number - 1}", x)
                gates += maps
            number += stage[0] != "gate"
            if self.ends_depth(i):
                stages.append(x)
        tokens, mixed = x.flatten(1, 2), []
        if self.s.get("mix.depth"):
            tokens, mixed = self.mixing(tokens)
        y, maps = self.pool(tokens, stages, mixed)
        return self.line("answer", y), maps + mixed + gates


CONVOLUTIONS = "conv 4, pool, conv 8"
MIXING = {"mix.depth": 2, "mix.width": 8, "mix.heads": 2, "mix.positions": "learned"}
MECHANISMS = [
    ("jetley-dot", {"model.trunk": CONVOLUTIONS, "attention.depths": 1}),
    ("jetley-dot", {"model.trunk": "conv 4, pool, conv 4, gate, pool, conv 8", "attention.depths": 3,
                    "gate.mechanism": "se", "attention.temperature": 2.0}),
    ("jetley", {"model.trunk": CONVOLUTIONS, "attention.depths": 2}),
    ("queries", {"model.trunk": CONVOLUTIONS, "attention.queries": 3, "attention.heads": 2}),
    ("queries", {"model.trunk": CONVOLUTIONS, "attention.queries": 1, "attention.heads": 8,
                 "attention.temperature": 0.5}),
    ("sequence", {"model.trunk": CONVOLUTIONS}),
    ("none", {"model.trunk": "conv 8, gate, pool, conv 8, gate", "gate.mechanism": "se", "gate.reduction": 4}),
    ("none", {"model.trunk": "conv 8, gate, pool, conv 8, gate", "gate.mechanism": "eca", "gate.size": 3}),
    ("none", {"model.trunk": "conv 8, pool, conv 4, gate", "gate.mechanism": "eca", "gate.size": 1}),
    ("none", {"model.trunk": "conv 8, gate, pool, conv 8, gate", "gate.mechanism": "cbam", "gate.size": 3,
              "gate.reduction": 2}),
    ("none", {"model.trunk": "patches 2", "mix.mechanism": "global", **MIXING}),
    ("class", {"model.trunk": "patches 2", "mix.mechanism": "global", **MIXING, "mix.positions": "sine"}),
    ("sequence", {"model.trunk": CONVOLUTIONS, "mix.mechanism": "global", **MIXING, "mix.width": 0, "mix.heads": 4,
                  "mix.expansion": 1}),
    ("none", {"model.trunk": "patches 1", "mix.mechanism": "windowed", **MIXING, "mix.depth": 1, "mix.window": 4,
              "mix.positions": "none"}),
    ("sequence", {"model.trunk": "patches 1", "mix.mechanism": "shifted", **MIXING, "mix.window": 4, "mix.positions": "none"}),
    ("none", {"model.trunk": "patches 2", "mix.mechanism": "shifted", **MIXING, "mix.window": 3}),
    ("none", {"model.trunk": CONVOLUTIONS, "mix.mechanism": "linear", **MIXING}),
    ("class", {"model.trunk": CONVOLUTIONS, "mix.mechanism": "linear", **MIXING, "mix.positions": "none"}),
]


def some(t):
    """All numbers of a small array, every seventh of a large one."""
    flat = t.contiguous().reshape(-1)
    return numbers(flat if flat.numel() <= 60 else flat[::7])


def mechanisms():
    cases = []
    for mechanism, settings in MECHANISMS:
        size = (8, 4, 1) if settings["model.trunk"] == "patches 1" else (8, 10, 1)
        net = Mechanisms(size, {"attention.mechanism": mechanism, **settings}, 3)
        image = wave((2, *size), 1).requires_grad_()
        logits, maps = net(image)
        loss = cross_entropy(logits, 0.1)
        total = (loss * wave(loss.shape, 99)).sum()
        for i, a in enumerate(maps):
            total = total + (a * wave(a.shape, 98 - i)).sum()
        total.backward()
        cases.append({"settings": {k: str(v) for k, v in net.s.items()}, "size": size, "loss": some(loss),
                      "logits": some(logits), "maps": [some(a) for a in maps], "image": some(image.grad),
                      "gradients": {n: some(torch.zeros_like(p) if p.grad is None else p.grad)
                                    for n, p in net.p.items()}})
    write("mechanisms", cases)


if __name__ == "__main__":
    mechanisms()
