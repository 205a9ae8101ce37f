#!/usr/bin/env python3
"""Writes the corpora of the fuzz targets: small golden files, and one of each lie that a reader must see through.

Run in this folder after a change; the files are committed. Only the standard library is used. What a fuzzer found stays: its
name begins with found_.
"""
import gzip
import json
import pathlib
import struct
import zlib

import corpus_images
import corpus_texts

HERE = pathlib.Path(__file__).resolve().parent / "corpus"


def save(target, files):
    folder = HERE / target
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if not old.name.startswith("found_"):
            old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def packed(data):
    return gzip.compress(data, 9, mtime=0)


def member(deflated, data, flags=0, extra=b""):
    """A gzip member from its parts."""
    header = b"\x1f\x8b\x08" + bytes([flags]) + bytes(6) + extra
    return header + deflated + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def deflated(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return packer.compress(data) + packer.flush()


def idx(sizes, data, kind=8):
    return bytes([0, 0, kind, len(sizes)]) + b"".join(struct.pack(">I", size) for size in sizes) + data


def tensors(header, data=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def array(dtype, shape, begin, end):
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


images = idx([2, 3, 4], bytes(range(24)))
labels = idx([10], bytes(range(10)))
plain_idx = {
    "images": images,
    "labels": labels,
    "colour": idx([1, 2, 2, 3], bytes(range(12))),
    "table": idx([3, 2], bytes(6)),
    "truncated": images[:-1],
    "too_long": labels + b"x",
    "cut_header": images[:9],
    "floats": idx([1], bytes(4), kind=0x0D),
    "five_dimensions": idx([1, 1, 1, 1, 1], b"x"),
    "no_dimensions": idx([], b"x"),
    "no_images": idx([0, 3, 4], b""),
    "huge": idx([0xFFFFFFFF] * 4, b"x"),
    "overflow_to_zero": idx([0x10000] * 4, b""),
    "not_idx": b"P5 2 2 255\n1234",
}
packed_idx = {name + "_packed": packed(data) for name, data in plain_idx.items() if name != "not_idx"}
broken = bytearray(packed(images))
broken[-6] ^= 1
save("idx", {**plain_idx, **packed_idx, "wrong_checksum": bytes(broken), "empty": b"",
             "half_packed": packed(images)[:20], "zeros_packed": packed(idx([100, 100], bytes(10000)))})

text = b"fovea looks where it learns. " * 8
zeros = bytes(100_000)
save("gzip", {
    "text": packed(text),
    "zeros": packed(zeros),
    "above_the_limit": packed(bytes(200_001)),
    "nothing": packed(b""),
    "stored": member(deflated(text[:40], level=0), text[:40]),
    "fixed_codes": member(deflated(text, strategy=zlib.Z_FIXED), text),
    "huffman_only": member(deflated(text, strategy=zlib.Z_HUFFMAN_ONLY), text),
    "named": member(deflated(text), text, flags=0x08, extra=b"train.idx\0"),
    "extra_and_comment": member(deflated(text), text, flags=0x14, extra=b"\x03\x00abcnote\0"),
    "header_checksum": member(deflated(text), text, flags=0x02, extra=struct.pack(
        "<H", zlib.crc32(b"\x1f\x8b\x08\x02" + bytes(6)) & 0xFFFF)),
    "wrong_checksum": packed(text)[:-8] + bytes(4) + packed(text)[-4:],
    "wrong_length": packed(text)[:-4] + bytes(4),
    "truncated": packed(text)[:-9],
    "followed": packed(text) + b"x",
    "two_members": packed(text) + packed(text),
    "zlib_not_gzip": zlib.compress(text),
    "header_only": packed(text)[:10],
    "empty": b"",
})

eight = bytes(range(8))
save("safetensors", {
    "two_arrays": tensors({"__metadata__": {"step": "12"}, "W": array("F32", [2, 3], 0, 24),
                           "b": array("F64", [1], 24, 32)}, bytes(32)),
    "all_types": tensors({"a": array("F64", [1], 0, 8), "b": array("I64", [1], 8, 16), "c": array("F32", [1, 1], 16, 20),
                          "d": array("U8", [3], 20, 23)}, bytes(23)),
    "padded": tensors(b'{"W":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}' + b" " * 3, eight),
    "no_arrays": tensors({}),
    "metadata_only": tensors({"__metadata__": {"note": "a \u00e4 \u2603", "": ""}}),
    "scalar_and_none": tensors({"s": array("F32", [], 0, 4), "n": array("F32", [0, 7], 4, 4)}, bytes(4)),
    "escaped_name": tensors(b'{"\\u0061\\ud83d\\ude00":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}', eight),
    "twice": tensors(b'{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},'
                     b'"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}', eight),
    "overlap": tensors({"a": array("U8", [5], 0, 5), "b": array("U8", [4], 4, 8)}, eight),
    "gap": tensors({"a": array("U8", [3], 0, 3), "b": array("U8", [4], 4, 8)}, eight),
    "backwards": tensors({"a": array("U8", [8], 8, 0)}, eight),
    "negative": tensors({"a": array("U8", [-8], 0, 8)}, eight),
    "overflow": tensors({"a": array("U8", [2**62 + 1, 8], 0, 8)}, eight),
    "overflow_beside_zero": tensors({"a": array("F32", [2**62, 2**62, 0], 0, 0)}),
    "six_sizes": tensors({"a": array("U8", [1] * 6, 0, 1)}, b"x"),
    "half_numbers": tensors({"a": array("BF16", [4], 0, 8)}, eight),
    "deep": tensors(b'{"a":' + b"[" * 200, eight),
    "deep_objects": tensors(b'{"a":' * 100, eight),
    "not_json": tensors(b"{]", eight),
    "not_utf8": tensors(b'{"\xc3(":1}', eight),
    "long_header": tensors(b"{}", length=2**63),
    "short_header": tensors({"a": array("U8", [8], 0, 8)}, eight, length=20),
    "empty": b"",
    "seven_bytes": b"1234567",
})

RUN = {"number": 0, "name": "a", "config": {"seed": 3}, "validation_images": 9, "parameters": ["w"], "changes": [],
       "baselines": {"grid": [2, 2], "learned": True, "chance": 0.5}, "history": [{"epoch": 1, "loss": "inf"}]}


def session(runs, standing, steps=0, config=None, **more):
    header = {"__metadata__": {"format": "fovea session 1", "config": json.dumps(config or {}), "runs": json.dumps(runs),
                               "standing": json.dumps(standing), **more}}
    data = b"".join(struct.pack("<q", i + 1) for i in range(steps)) + bytes(8 * steps * 8)
    if steps:
        header["runs.0.step"] = array("I64", [steps], 0, 8 * steps)
        for i, name in enumerate(["epoch", "loss", "accuracy", "rate", "gradient_norm", "reward", "promised"]):
            header["runs.0." + name] = array("F64", [steps], 8 * steps * (i + 1), 8 * steps * (i + 2))
        header["runs.0.parameter_norms"] = array("F64", [steps, 1], 64 * steps, 72 * steps)
    return tensors(header, data)


save("session", {
    "settings_only": session([], {"test_openings": 0}, config={"train.epochs": 3}),
    "one_run": session([RUN], {"test_openings": 2}, steps=2),
    "two_runs": session([RUN, {**RUN, "number": 1}], {"test_openings": 0}),
    "same_number": session([RUN, RUN], {"test_openings": 0}),
    "head_below_one": session([{**RUN, "history": [{"epoch": 1, "heads": [{"layer": "x", "head": -2**63}]}]}],
                              {"test_openings": 0}),
    "grid_overflows": session([{**RUN, "baselines": {"grid": [2**63, 2**63], "learned": True}}], {"test_openings": 0}),
    "unknown_setting": session([], {"test_openings": 0}, config={"no.such": 1}),
    "value_out_of_range": session([], {"test_openings": 0}, config={"train.dropout": 9}),
    "goes_on_with_none": session([RUN], {"test_openings": 0, "present": 5}),
    "goes_on_without_state": session([RUN], {"test_openings": 0, "present": 0, "data": "0" * 16}),
    "state_of_nothing": session([RUN], {"test_openings": 0, "present": 0, "data": "0" * 16}, run="{}"),
    "deep": session([], {"test_openings": 0}, run="[" * 5000),
    "deep_runs": tensors({"__metadata__": {"format": "fovea session 1", "config": "{}", "runs": "[" * 5000,
                                           "standing": "{}"}}),
    "another_format": tensors({"__metadata__": {"format": "fovea session 9"}}),
    "no_metadata": tensors({}),
})

save("setup", corpus_texts.SETUP)
save("record", corpus_texts.records())
save("csv", corpus_texts.CSV)
save("state", corpus_texts.states())
save("pictures", corpus_texts.PICTURES)
save("cifar", corpus_images.CIFAR)
save("npy", corpus_images.NPY)
save("picture", corpus_images.PICTURE)
save("png_text", corpus_images.PNG_TEXT)
