"""A photo in 64 colours instead of 96,615, which k-means chooses.

This is scikit-learn's example "Color Quantization using K-Means" with the import changed. It
clusters all pixels here, where that one takes 1,000 of them.

    python color_quantization.py
    python color_quantization.py --output pictures    writes before.png and after.png there
    python color_quantization.py --quick              every fourth pixel of every fourth line
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from comparison import compare
from PIL import Image
from sklearn.datasets import load_sample_image

COLORS = 64


def quantize(KMeans: Any, pixels: np.ndarray) -> Any:
    """The estimator after a fit; only the class differs."""
    return KMeans(n_clusters=COLORS, random_state=0).fit(pixels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, help="a folder for both pictures")
    parser.add_argument("--quick", action="store_true", help="a sixteenth of the pixels, once")
    options = parser.parse_args()

    photo = load_sample_image("china.jpg")
    if options.quick:
        photo = photo[::4, ::4]
    pixels = photo.reshape(-1, 3) / 255
    distinct = len(np.unique(photo.reshape(-1, 3), axis=0))
    fitted = compare(
        f"{len(pixels):,} pixels of {distinct:,} colours in {COLORS}",
        lambda KMeans: quantize(KMeans, pixels),
        lambda model: f"inertia {model.inertia_:.3f} after {model.n_iter_} iterations",
        repeats=1 if options.quick else 3,
    )
    levels = (fitted.cluster_centers_ * 255).round().astype(np.uint8)
    after = levels[fitted.labels_].reshape(photo.shape)
    error = np.sqrt(np.mean((after.astype(float) - photo) ** 2))
    print(f"Every value is off by {error:.1f} of 255, in the quadratic mean.")
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        Image.fromarray(photo).save(options.output / "before.png")
        Image.fromarray(after).save(options.output / "after.png")
        print(f"Written: {options.output / 'before.png'}, {options.output / 'after.png'}")


if __name__ == "__main__":
    main()
