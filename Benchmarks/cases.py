"""The cases: which points, k, the iteration limit and the goal. `points.py` makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

TO_THE_END = 300


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
    # The type of points and start.
    scalar: str = "float32"

    @property
    def title(self) -> str:
        if self.iterations < TO_THE_END:
            return f"{self.iterations}"
        return "to the end"


def named(*cases: Case) -> dict[str, Case]:
    """Cases by their names."""
    return {case.name: case for case in cases}


SINGLES = named(
    Case("iris", "iris", 3, TO_THE_END, 3, quick=True),
    Case("houses", "houses", 4, TO_THE_END, 3, elkan=True, quick=True),
    Case("birch1", "birch1", 100, TO_THE_END, 15, elkan=True, single=True, quick=True),
    Case("china16", "china", 16, 25, 3.5, elkan=True, quick=True),
    Case("china256", "china", 256, 25, 5, elkan=True, single=True),
    Case("blobs2", "blobs2", 50, 20, 10),
    Case("blobs8", "blobs8", 100, 20, 10, elkan=True, single=True),
    Case("blobs32", "blobs32", 256, 20, 7, elkan=True),
    Case("uniform128", "uniform128", 1000, 20, 4, single=True),
    Case("blobs768", "blobs768", 1000, 20, 5),
    Case("fmnist10", "fashion", 10, 25, 3, quick=True),
    Case("fmnist100", "fashion", 100, 25, 5, single=True),
    Case("fmnist979", "fashion", 979, 25, 10),
    Case("fmnist100c", "fashion", 100, TO_THE_END, 10, elkan=True),
)


def twin(name: str, source: str) -> Case:
    """The same case in float64."""
    return replace(
        SINGLES[name], name=f"{name}-f64", source=source, goal=3, single=False, scalar="float64")


# Values that need all of float64, but for the pictures, which are whole numbers.
DOUBLES = named(
    twin("houses", "houses"),
    Case("diamonds-f64", "diamonds", 8, TO_THE_END, 3, elkan=True, quick=True, scalar="float64"),
    twin("blobs8", "blobs8-double"),
    twin("uniform128", "uniform128-double"),
    twin("fmnist100", "fashion"),
)

# Greedy k-means++ by itself.
SEEDINGS = named(Case("seeding", "fashion", 979, 1, 60))

CASES = SINGLES | DOUBLES
