"""The points and the start of a case, which all programs share.

Everything is seeded, so that a case has the same bytes on every machine. Real data are read from
the folder that KMEANS_TEST_DATA names, or from shared/data beside the repository; a case whose data
is missing is left out, and the results say so.

    python points.py               lists the cases
    python points.py NAME ...      makes them, and says where they are
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

from cases import CASES, Case
from texts import embedding

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache" / "cases"


class MissingData(Exception):
    """A file that a case needs is not there."""


def data_file(name: str) -> Path:
    """A file of the public data sets."""
    folder = Path(os.environ.get("KMEANS_TEST_DATA", HERE.parent.parent / "shared" / "data"))
    if not (folder / name).exists():
        raise MissingData(f"data file {name} not found; KMEANS_TEST_DATA names the folder")
    return folder / name


# Points. What comes as bytes is returned as bytes; `make` widens it.


def columns(name: str, wanted: list[str]) -> np.ndarray:
    """Named columns of a CSV file with a header, as float64, without rows that have empty cells."""
    with open(data_file(name), newline="") as file:
        rows = ([row[column] for column in wanted] for row in csv.DictReader(file))
        return np.array([[float(cell) for cell in row] for row in rows if all(row)])


def standardised(table: np.ndarray) -> np.ndarray:
    """Every column with mean 0 and variance 1."""
    return (table - table.mean(axis=0)) / table.std(axis=0)


def flowers() -> np.ndarray:
    return columns("csv/iris.csv", ["sepal_length", "sepal_width", "petal_length", "petal_width"])


def sales() -> np.ndarray:
    """Area and price of houses."""
    return standardised(columns("housing/kc_house_data.csv", ["sqft_living", "price"]))


def birds() -> np.ndarray:
    """Bills, flippers and masses of penguins."""
    wanted = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    return standardised(columns("csv/penguins.csv", wanted))


def stones() -> np.ndarray:
    """Sizes and prices of diamonds."""
    wanted = ["carat", "depth", "table", "price", "x", "y", "z"]
    return standardised(columns("csv/diamonds.csv", wanted))


def digits() -> np.ndarray:
    """1,797 pictures of 8 × 8 pixels, which come with scikit-learn."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise MissingData("the digits come with scikit-learn, which is not installed") from None
    return load_digits().data


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


def documents() -> np.ndarray:
    """20,000 made-up texts."""
    try:
        return embedding(20_000, 100)
    except ImportError:
        raise MissingData("the texts need scikit-learn, which is not installed") from None


def gaussians(
    count: int, dimensions: int, centres: int, deviation: float, scalar: type = np.float32
) -> np.ndarray:
    """Round clouds about centres in a cube of side 20."""
    random = np.random.default_rng(0)
    middle = random.uniform(-10, 10, size=(centres, dimensions)).astype(scalar)
    member = random.integers(0, centres, size=count)
    noise = random.standard_normal(size=(count, dimensions), dtype=scalar)
    return middle[member] + scalar(deviation) * noise


def noise(count: int, dimensions: int, scalar: type = np.float32) -> np.ndarray:
    """No structure at all."""
    return np.random.default_rng(0).random(size=(count, dimensions), dtype=scalar)


SOURCES: dict[str, Callable[[], np.ndarray]] = {
    "iris": flowers,
    "houses": sales,
    "penguins": birds,
    "diamonds": stones,
    "digits": digits,
    "texts": documents,
    "birch1": grid,
    "china": china,
    "blobs2": partial(gaussians, 1_000_000, 2, 50, 1),
    "blobs8": partial(gaussians, 1_000_000, 8, 100, 2),
    "blobs8-double": partial(gaussians, 1_000_000, 8, 100, 2, np.float64),
    "blobs32": partial(gaussians, 500_000, 32, 256, 4),
    "uniform128": partial(noise, 200_000, 128),
    "uniform128-double": partial(noise, 200_000, 128, np.float64),
    "blobs768": partial(gaussians, 50_000, 768, 2000, 8),
    "fashion": fashion,
}


def start(points: np.ndarray, k: int) -> np.ndarray:
    """k different points; in few dimensions many are equal, and one of each takes part."""
    if points.shape[1] <= 4:
        points = np.unique(points[:400_000], axis=0)
    chosen = np.random.default_rng(7).choice(len(points), size=k, replace=False)
    return np.ascontiguousarray(points[chosen])


@dataclass(frozen=True)
class Files:
    """Where a case lies."""

    points: Path  # of the case's type, C order
    start: Path  # of the same type
    bytes: Path | None  # uint8, when the source has bytes and the points are float32


def make(case: Case) -> Files:
    """The files of a case, made when they are not there yet.

    Raises MissingData.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    ending = "" if case.scalar == "float32" else f".{case.scalar}"
    points, raw = CACHE / f"{case.source}{ending}.npy", CACHE / f"{case.source}-bytes.npy"
    if not points.exists():
        values = SOURCES[case.source]()
        if values.dtype == np.uint8:
            save(raw, values)
        save(points, values.astype(case.scalar))
    centroids = CACHE / f"{case.source}-{case.k}{ending}.npy"
    if not centroids.exists():
        save(centroids, start(np.load(points), case.k))
    return Files(points, centroids, raw if raw.exists() and not ending else None)


def save(path: Path, values: np.ndarray) -> None:
    """Writes a file whole or not at all."""
    partial_path = path.with_suffix(".partial.npy")
    np.save(partial_path, np.ascontiguousarray(values))
    partial_path.replace(path)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        for case in CASES.values():
            print(f"{case.name:14} {case.source:18} k = {case.k:4}  iterations: {case.title}")
    for name in sys.argv[1:]:
        files = make(CASES[name])
        shown = np.load(files.points, mmap_mode="r")
        print(name, shown.shape, shown.dtype, files.points.relative_to(HERE))
