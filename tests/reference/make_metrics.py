#!/usr/bin/python3
"""Writes the reference numbers of what is counted about answers: scikit-learn's and SciPy's, in metrics.json.

    /usr/bin/python3 tests/reference/make_metrics.py           (Debian: python3-sklearn 1.2)

Probabilities and labels are not stored: both sides make them of whole numbers (see `made`), so that equal ones are equal on
both. Undefined values are null. Read by tests/core/tasks/tst_counted.cpp.
"""
import json
import math
import pathlib
import warnings

import numpy as np
from scipy.stats import binomtest
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")

# name: (images, classes, distinct scores, classes that labels are drawn from, tenths whose label is the answer)
CASES = {
    "three classes": (200, 3, 101, 3, 5),
    "two classes, many ties": (120, 2, 4, 2, 4),
    "a class without images": (90, 4, 11, 3, 6),
    "ten classes": (1000, 10, 997, 10, 7),
    "all images of one class": (40, 3, 31, 1, 3),
    "always the same answer": (30, 3, 1, 3, 0),
}
SHARES = [(0, 10), (3, 10), (10, 10), (1, 1), (0, 1), (487, 1000), (1, 30)]


def made(images, classes, distinct, drawn, told):
    scores = np.array([[((i + 1) * (k + 3) * 7919 + i * i * 31) % distinct + 1 for k in range(classes)]
                       for i in range(images)], dtype=np.int64)
    p = scores / scores.sum(axis=1, keepdims=True)
    answers = scores.argmax(axis=1)
    labels = np.array([answers[i] % drawn if (i * i * 17 + i * 5) % 10 < told else (i * 7 + 3) % drawn
                       for i in range(images)])
    return p, labels, answers


def number(x):
    return None if x is None or math.isnan(x) else float(x)


def numbers(values):
    return [number(x) for x in values]


def averages(labels, answers, kind):
    return numbers(metrics.precision_recall_fscore_support(labels, answers, average=kind, zero_division=0)[:3])


def case(name):
    p, labels, answers = made(*CASES[name])
    classes = p.shape[1]
    every = list(range(classes))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(labels, answers, labels=every,
                                                                            zero_division=0)
    out = {
        "made": CASES[name],
        "confusion": metrics.confusion_matrix(labels, answers, labels=every).tolist(),
        "precision": numbers(precision), "recall": numbers(recall), "f1": numbers(f1), "images": support.tolist(),
        "macro": averages(labels, answers, "macro"), "weighted": averages(labels, answers, "weighted"),
        "accuracy": metrics.accuracy_score(labels, answers),
        "rocArea": [], "averagePrecision": [],
    }
    for c in every:
        is_c = labels == c
        both = is_c.any() and not is_c.all()
        out["rocArea"].append(number(metrics.roc_auc_score(is_c, p[:, c])) if both else None)
        out["averagePrecision"].append(number(metrics.average_precision_score(is_c, p[:, c])) if is_c.any() else None)
    if None not in out["rocArea"]:
        out["meanRocArea"] = number(metrics.roc_auc_score(labels, p if classes > 2 else p[:, 1], multi_class="ovr"))
        x, y, _ = metrics.roc_curve(labels == 0, p[:, 0], drop_intermediate=False)
        precisions, recalls, _ = metrics.precision_recall_curve(labels == 0, p[:, 0])
        out["roc"] = [numbers(x), numbers(y)]
        out["precisionRecall"] = [numbers(recalls[-2::-1]), numbers(precisions[-2::-1])]  # without (0, 1) at its end
    sure = p.max(axis=1)
    right = labels == answers
    out["binAccuracy"], out["binConfidence"] = (
        numbers(v) for v in calibration_curve(right, sure, n_bins=10, strategy="uniform"))
    held = np.bincount(np.searchsorted(np.linspace(0, 1, 11)[1:-1], sure), minlength=10)
    gaps = np.abs(np.array(out["binAccuracy"]) - np.array(out["binConfidence"]))
    out["expectedError"] = float((held[held > 0] / len(sure) * gaps).sum())
    out["largestError"] = float(gaps.max())
    return out


content = {"cases": {name: case(name) for name in CASES},
           "wilson": [[k, n, *binomtest(k, n).proportion_ci(0.95, "wilson")] for k, n in SHARES]}
path = pathlib.Path(__file__).with_name("metrics.json")
path.write_text(json.dumps(content, separators=(",", ":")).replace('{"', '\n{"').replace(',"', ',\n"') + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")
