"""Tables whose rows follow from their numbers, so that every task can make its own."""

import numpy as np


def rows(begin, end, dimensions, centers=20, dtype="f4"):
    """Round clouds, whose rows are the same in every process."""
    middle = np.random.default_rng(7).uniform(-50, 50, (centers, dimensions))
    numbers = np.arange(begin, end, dtype=np.uint64)
    words = (numbers[:, None] * np.uint64(dimensions) + np.arange(dimensions, dtype=np.uint64))
    words = (words + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    words ^= words >> np.uint64(29)
    words *= np.uint64(0xBF58476D1CE4E5B9)
    words ^= words >> np.uint64(32)
    noise = (words >> np.uint64(11)).astype("f8") / 2.0**53 - 0.5
    return (middle[numbers % np.uint64(centers)] + 40 * noise).astype(dtype)


def whole(sizes, dimensions, **kinds):
    """All rows of a table of these partitions, in their order."""
    return rows(0, sum(sizes), dimensions, **kinds)


def table(spark, sizes, dimensions, **kinds):
    """A table of one column of arrays, with partitions of these sizes."""
    ends = np.cumsum(sizes).tolist()
    element = "float" if kinds.get("dtype", "f4") == "f4" else "double"

    def make(batches):
        import pyarrow as pa
        from tables import rows

        for batch in batches:
            for part in batch.column(0).to_pylist():
                begin, end = ends[part] - sizes[part], ends[part]
                for first in range(begin, end, 50_000):
                    x = rows(first, min(first + 50_000, end), dimensions, **kinds)
                    offsets = np.arange(len(x) + 1, dtype="i4") * dimensions
                    array = pa.ListArray.from_arrays(pa.array(offsets), pa.array(x.ravel()))
                    yield pa.RecordBatch.from_arrays([array], names=["features"])

    parts = spark.range(0, len(sizes), 1, len(sizes))
    return parts.mapInArrow(make, f"features array<{element}>")
