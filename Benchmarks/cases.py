"""The cases: real and made-up points, k, the iteration limit and a start that all programs share.

Everything is seeded, so that a case has the same bytes on every machine. Real data are read from
the folder that KMEANS_TEST_DATA names, or from shared/data beside the repository; a case whose data
is missing is left out, and the results say so.

    python cases.py               lists the cases
    python cases.py NAME ...      makes them, and says where they are
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Callable

import numpy as np

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache" / "cases"
TO_THE_END = 300


class MissingData(Exception):
    """A file that a case needs is not there."""


def data_file(name: str) -> Path:
    """A file of the public data sets."""
    folder = Path(os.environ.get("KMEANS_TEST_DATA", HERE.parent.parent / "shared" / "data"))
    if not (folder / name).exists():
        raise MissingData(f"data file {name} not found; KMEANS_TEST_DATA names the folder")
    return folder / name


# Points. What comes as bytes is returned as bytes; `make` widens it to float32.


def columns(name: str, wanted: list[str]) -> np.ndarray:
    """Named columns of a CSV file with a header, as float64."""
    with open(data_file(name), newline="") as file:
        rows = csv.DictReader(file)
        return np.array([[float(row[column]) for column in wanted] for row in rows])


def flowers() -> np.ndarray:
    return columns("csv/iris.csv", ["sepal_length", "sepal_width", "petal_length", "petal_width"])


def sales() -> np.ndarray:
    """Area and price of houses, each with mean 0 and variance 1."""
    table = columns("housing/kc_house_data.csv", ["sqft_living", "price"])
    return (table - table.mean(axis=0)) / table.std(axis=0)


def grid() -> np.ndarray:
    with gzip.open(data_file("sipu/birch1.data.gz"), "rt") as file:
        return np.loadtxt(file)


def china() -> np.ndarray:
    """The pixels of a photo."""
    from PIL import Image

    with Image.open(data_file("images/china.jpg")) as image:
        return np.asarray(image.convert("RGB")).reshape(-1, 3)


def fashion() -> np.ndarray:
    """60,000 pictures of 28 × 28 pixels; the file begins with 16 bytes of header."""
    with gzip.open(data_file("fashion-mnist/train-images-idx3-ubyte.gz")) as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28 * 28)


def gaussians(count: int, dimensions: int, centres: int, deviation: float) -> np.ndarray:
    """Round clouds about centres in a cube of side 20."""
    random = np.random.default_rng(0)
    middle = random.uniform(-10, 10, size=(centres, dimensions)).astype(np.float32)
    member = random.integers(0, centres, size=count)
    noise = random.standard_normal(size=(count, dimensions), dtype=np.float32)
    return middle[member] + np.float32(deviation) * noise


def noise(count: int, dimensions: int) -> np.ndarray:
    """No structure at all."""
    return np.random.default_rng(0).random(size=(count, dimensions), dtype=np.float32)


SOURCES: dict[str, Callable[[], np.ndarray]] = {
    "iris": flowers,
    "houses": sales,
    "birch1": grid,
    "china": china,
    "blobs2": partial(gaussians, 1_000_000, 2, 50, 1),
    "blobs8": partial(gaussians, 1_000_000, 8, 100, 2),
    "blobs32": partial(gaussians, 500_000, 32, 256, 4),
    "uniform128": partial(noise, 200_000, 128),
    "blobs768": partial(gaussians, 50_000, 768, 2000, 8),
    "fashion": fashion,
}


@dataclass(frozen=True)
class Case:
    """One row of the results."""

    name: str
    source: str
    k: int
    iterations: int
    # The least ratio to the fastest exact peer that the project promises itself.
    goal: float
    # Whether scikit-learn's Elkan takes part; elsewhere it takes minutes or more memory than X.
    elkan: bool = False
    # Whether the case is also run on one thread.
    single: bool = False
    # Whether the case belongs to the quick run.
    quick: bool = False

    @property
    def title(self) -> str:
        if self.iterations < TO_THE_END:
            return f"{self.iterations}"
        return "to the end"


CASES = {
    case.name: case
    for case in [
        Case("iris", "iris", 3, TO_THE_END, 1, quick=True),
        Case("houses", "houses", 4, TO_THE_END, 3, elkan=True, quick=True),
        Case("birch1", "birch1", 100, TO_THE_END, 15, elkan=True, single=True, quick=True),
        Case("china16", "china", 16, 25, 3.5, elkan=True, quick=True),
        Case("china256", "china", 256, 25, 5, elkan=True, single=True),
        Case("blobs2", "blobs2", 50, 20, 10),
        Case("blobs8", "blobs8", 100, 20, 6, elkan=True, single=True),
        Case("blobs32", "blobs32", 256, 20, 3.5, elkan=True),
        Case("uniform128", "uniform128", 1000, 20, 4, single=True),
        Case("blobs768", "blobs768", 1000, 20, 5),
        Case("fmnist10", "fashion", 10, 25, 3, quick=True),
        Case("fmnist100", "fashion", 100, 25, 5, single=True),
        Case("fmnist979", "fashion", 979, 25, 10),
        Case("fmnist100c", "fashion", 100, TO_THE_END, 10, elkan=True),
    ]
}

# Greedy k-means++ by itself.
SEEDINGS = {"seeding": Case("seeding", "fashion", 979, 1, 60)}


def start(points: np.ndarray, k: int) -> np.ndarray:
    """k different points; in few dimensions many are equal, and one of each takes part."""
    if points.shape[1] <= 4:
        points = np.unique(points[:400_000], axis=0)
    chosen = np.random.default_rng(7).choice(len(points), size=k, replace=False)
    return np.ascontiguousarray(points[chosen])


@dataclass(frozen=True)
class Files:
    """Where a case lies."""

    points: Path  # float32, C order
    start: Path  # float32
    bytes: Path | None  # uint8, when the source has bytes


def make(case: Case) -> Files:
    """The files of a case, made when they are not there yet.

    Raises MissingData.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    points, raw = CACHE / f"{case.source}.npy", CACHE / f"{case.source}-bytes.npy"
    if not points.exists():
        values = SOURCES[case.source]()
        if values.dtype == np.uint8:
            save(raw, values)
        save(points, values.astype(np.float32))
    centroids = CACHE / f"{case.source}-{case.k}.npy"
    if not centroids.exists():
        save(centroids, start(np.load(points), case.k))
    return Files(points, centroids, raw if raw.exists() else None)


def save(path: Path, values: np.ndarray) -> None:
    """Writes a file whole or not at all."""
    partial_path = path.with_suffix(".partial.npy")
    np.save(partial_path, np.ascontiguousarray(values))
    partial_path.replace(path)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        for case in CASES.values():
            print(f"{case.name:11} {case.source:11} k = {case.k:4}  iterations: {case.title}")
    for name in sys.argv[1:]:
        files = make(CASES[name])
        shown = np.load(files.points, mmap_mode="r")
        print(name, shown.shape, shown.dtype, files.points.relative_to(HERE))
