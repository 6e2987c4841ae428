"""Rows of small frames, on the driver."""

from __future__ import annotations

from typing import Any


def collected(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame.

    Raises
    ------
    RuntimeError
        Where the executors lack the package.
    """
    try:
        found: list[dict[str, Any]] = frame.toArrow().to_pylist()
        return found
    except Exception as error:
        if "No module named 'swiftkmeans" in str(error):
            raise RuntimeError(
                "the executors have no swiftkmeans; install it there, or send the wheel, renamed "
                "to end with .zip, by spark.submit.pyFiles."
            ) from error
        raise
