"""K-means on Spark over the same engine: the params of `pyspark.ml.clustering.KMeans`, exact.

The rows lie in files on the executors, and the result has the bits that one machine gives for the
same order of rows. `Docs/distributed.md` of the project says how it works.
"""

from __future__ import annotations

try:
    import pyspark  # noqa: F401
except ImportError as _error:
    raise ImportError(
        "swiftkmeans.spark needs pyspark 4.0 or later with pandas and pyarrow: "
        'pip install "pyspark[sql]"'
    ) from _error

__all__ = ["FitProgress", "KMeans", "KMeansModel", "KMeansSummary"]

# Loaded when first asked for: executors need neither of them.
_HOMES = {
    "FitProgress": "_rounds",
    "KMeans": "_estimator",
    "KMeansModel": "_model",
    "KMeansSummary": "_summary",
}


def __getattr__(name: str) -> object:
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What is public."""
    return sorted(__all__)
