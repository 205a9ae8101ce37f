"""Settings, records, tables and sessions for make_corpus.py, and such texts that lie."""
import json
import pathlib
import struct

TESTS = pathlib.Path(__file__).resolve().parent.parent


def text(value):
    return json.dumps(value, separators=(",", ":")).encode()


def many(count):
    return {"k%d" % i: 0 for i in range(count)}


DEEP = 10_000
SETUP = {
    "bare": b'{"seed":3,"train.epochs":2}',
    "setup": text({"format": "fovea setup 1", "version": "0.1.0", "config": {"data.set": "clutter", "data.rho": 0.5}}),
    "nothing_said": b"{}",
    "numbers_as_texts": text({"train.learning_rate": "0,001", "train.nesterov": "1"}),
    "ambiguous_comma": text({"train.learning_rate": "1,000"}),
    "truth_as_number": text({"augment.flip": 2, "train.epochs": True}),
    "value_is_a_list": text({"seed": [1], "train.epochs": {"a": 1}, "data.set": None}),
    "unknown": text({"no.such": 1, "epochs": 2, "": 3}),
    "above_range": text({"train.epochs": 2**31, "train.dropout": 9, "seed": 2**64}),
    "below_range": text({"train.epochs": -2**63, "data.samples": -1}),
    "no_number": b'{"train.learning_rate":"nan","train.decay":"inf","train.dropout":1e999}',
    "fraction_of_a_pass": text({"train.epochs": 1.5}),
    "twice": b'{"seed":1,"seed":2}',
    "do_not_fit": text({"train.patience": 3, "data.validation": 0}),
    "trunk": text({"model.trunk": "conv 8 5x5 stride 2 valid, norm 4, pool, gate, patches 4"}),
    "trunk_of_nothing": text({"model.trunk": ",,"}),
    "trunk_of_200_layers": text({"model.trunk": ", ".join(["conv 1"] * 200)}),
    "trunk_of_large_numbers": text({"model.trunk": "conv 99999999999999999999 5x5"}),
    "path_with_a_zero": text({"data.path": "/tmp/\0/x"}),
    "invisible": text({"a\nb\u001b[31m\u202e": 1, "data.set": "\u0007\u2028"}),
    "long_key": text({"k" * 30_000: 1}),
    "long_value": text({"data.set": "v" * 30_000}),
    "deep_value": b'{"seed":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep_objects": b'{"config":' * DEEP + b"1" + b"}" * DEEP,
    "not_closed": b"[" * DEEP,
    "thousand_keys": text(many(1000)),
    "too_many_keys": text(many(2000)),
    "list": b"[]",
    "number": b"1e999",
    "not_utf8": b'{"data.path":"\xff\xfe"}',
    "half_a_surrogate": b'{"data.path":"\\ud83d"}',
    "byte_order_mark": b"\xef\xbb\xbf{}",
    "not_json": b"seed 3",
    "empty": b"",
}

COLUMNS = ["epoch", "accuracy", "loss", "val_accuracy", "val_loss", "train_accuracy", "train_loss", "attention_entropy",
           "evidence_mass", "pointing", "strict_pointing", "learning_rate", "gradient_norm"]  # of metrics.csv
CSV = {
    "one_row": b"epoch,loss\n1,0.5\n",
    "heading_only": b"epoch",
    "quoted": b'a,"b, c","d ""e"""\n"1\n2",,"-0"\n',
    "spreadsheet": b"\xef\xbb\xbfa,b\r\n1,2\r\n",
    "numbers": b"a,b,c\n1e308,1e-320,-0\ninf,nan,0x10\n1e999,+1, 1\n",
    "never_closed": b'a\n"1\n',
    "goes_on": b'a\n"1"2\n',
    "mark_inside": b'a\n1"2\n',
    "cell_missing": b"a,b\n1\n",
    "cell_too_many": b"a\n1,2\n",
    "title_twice": b"a,a\n",
    "empty_cells": b",b\n,\n",
    "empty_rows": b"a\n" + b"\n" * 1000,
    "many_cells": b"," * 3000,
    "carriage_returns": b"a\r\r\n1\r",
    "zeros": b"a\0b,\0\n\0,1\n",
    "mark_only": b"\xef\xbb\xbf",
    "empty": b"",
}


def record(json_text, csv):
    return json_text + b"\0" + csv


def history(columns, rows):
    heading = ",".join(columns)
    return "\n".join([heading] + [",".join([str(i + 1)] + ["0.5"] * (len(columns) - 1)) for i in range(rows)]).encode()


def records():
    run = {"config": {"seed": 3, "train.patience": 2}, "outcome": "stopped early", "steps": 40, "best_epoch": 1,
           "changes": [{"step": 2, "key": "train.learning_rate", "from": "0.1", "to": "0.2"}],
           "classes": {"train": [4, 6], "validation": [1, 1]}, "test": {"accuracy": 0.5, "ceiling": {"accuracy": "inf"}}}
    table = history(COLUMNS, 2)
    return {
        "whole": record(text(run), table),
        "no_table": text(run),
        "no_settings": record(b"{}", table),
        "best_is_none": record(text({**run, "best_epoch": 3, "steps": -1}), table),
        "best_is_below_none": record(text({**run, "best_epoch": -1}), table),
        "best_is_huge": record(text({**run, "best_epoch": 1e300, "steps": 1e300}), table),
        "classes_are_huge": record(text({**run, "classes": {"train": [2**64, -1, "a", 1e9], "validation": 7}}), table),
        "step_is_a_fraction": record(text({**run, "changes": [{**run["changes"][0], "step": 1e300}]}), table),
        "step_is_missing": record(text({**run, "changes": [{"key": "train.decay", "to": "0"}]}), table),
        "change_of_a_new_run": record(text({**run, "changes": [{"step": 1, "key": "seed", "to": "1"}]}), table),
        "change_of_range": record(text({**run, "changes": [{"step": 1, "key": "train.decay", "to": "-9"}]}), table),
        "changes_are_none": record(text({**run, "changes": {}}), table),
        "epoch_missing": record(text(run), table.replace(b"epoch,", b"opoch,", 1)),
        "epochs_jump": record(text(run), table.replace(b"\n2,", b"\n3,")),
        "epoch_undefined": record(text(run), table.replace(b"\n2,", b"\n,")),
        "column_missing": record(text(run), history(COLUMNS[:-1], 2)),
        "deep": record(b'{"config":{},"test":' + b"[" * DEEP + b"]" * DEEP + b"}", table),
        "empty": b"",
    }


def parts(file):
    """Header and data of a safetensors file."""
    length = struct.unpack("<Q", file[:8])[0]
    return json.loads(file[8:8 + length]), file[8 + length:]


def whole(header, data):
    head = text(header)
    return struct.pack("<Q", len(head)) + head + data


def changed(file, key, change):
    """The file with a text of its metadata changed."""
    header, data = parts(file)
    value = json.loads(header["__metadata__"][key])
    change(value)
    header["__metadata__"][key] = json.dumps(value)
    return whole(header, data)


def states():
    golden = (TESTS / "core/training/golden.fovea").read_bytes()
    header, data = parts(golden)

    def setting(name, value):
        return changed(golden, "run", lambda run: run["config"].update({name: value}))

    def of_run(name, value):
        return changed(golden, "run", lambda run: run.update({name: value}))

    def nested(run):
        run["history"] = run["best_val_loss"] = json.loads("[" * 60 + "]" * 60)

    shape = dict(header)
    shape["weights.answer.bias"] = {**shape["weights.answer.bias"],
                                    "shape": [1] + shape["weights.answer.bias"]["shape"]}
    return {
        "golden": golden,
        "cut": golden[:-1],
        "another_network": setting("model.trunk", "conv 2 3x3, pool"),
        "huge_network": setting("model.trunk", ", ".join(["conv 1024 15x15"] * 20)),
        "another_mechanism": setting("attention.mechanism", "queries"),
        "another_shape": whole(shape, data),
        "more_seen_than_there_is": of_run("seen", 2**62),
        "more_epochs": of_run("epoch", 7),
        "horizon_of_none": of_run("horizon", 0),
        "step_is_huge": of_run("step", 2**63 - 1),
        "sum_is_a_text": of_run("loss_sum", "inf"),
        "sums_are_huge": of_run("batches", 2**63),
        "best_of_none": of_run("restored", True),
        "replay_of_range": of_run("replay", [{"step": 1, "key": "train.decay", "from": "x", "to": "0.5"}]),
        "change_back_to_nothing": of_run("changes", [{"step": 10**6, "key": "train.decay", "to": "0.5"}]),
        "nested": changed(golden, "run", nested),
        "other_images": changed(golden, "standing", lambda standing: standing.update({"data": "0" * 16})),
    }


def kept(words, count=2, pixels=None, shape=None, labels=None, groups=(0, 1)):
    """What picture_cache.cpp keeps, without its checksum."""
    head, data = {}, b""
    for name, kind, sizes, raw in [
            ("words", "U8", None, words if isinstance(words, bytes) else text(words)),
            ("images.pixels", "U8", shape or [count, 4, 4, 1], bytes(16 * count) if pixels is None else pixels),
            ("images.labels", "U8", None, bytes(range(count)) if labels is None else labels),
            ("images.groups", "I64", [len(groups)], b"".join(struct.pack("<q", g) for g in groups))]:
        head[name] = {"dtype": kind, "shape": sizes or [len(raw)], "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    return whole(head, data)


WORDS = {"classes": ["a", "b"], "skipped": ["“c” is empty."], "skipped_count": 1}
PICTURES = {
    "whole": kept(WORDS),
    "no_groups": kept(WORDS, groups=()),
    "class_2": kept(WORDS, labels=b"\0\2"),
    "group_of_none": kept(WORDS, groups=(0, -1)),
    "group_beyond": kept(WORDS, groups=(0, 2**62)),
    "three_groups": kept(WORDS, groups=(0, 1, 1)),
    "fewer_pixels": kept(WORDS, pixels=bytes(16), shape=[1, 4, 4, 1]),
    "other_form": kept(WORDS, shape=[2, 2, 8, 1]),
    "classes_are_numbers": kept({**WORDS, "classes": [1, 2]}),
    "classes_are_missing": kept({"skipped": [], "skipped_count": 0}),
    "skipped_below_none": kept({**WORDS, "skipped_count": -1}),
    "skipped_count_is_huge": kept({**WORDS, "skipped_count": 2**64 - 1}),
    "words_are_a_list": kept([]),
    "words_are_deep": kept(b"[" * DEEP + b"]" * DEEP),
    "words_are_none": kept(b"x"),
    "no_arrays": whole({}, b""),
}
