"""The calls that people make, whole and with defaults: which data, k, and how many seeds."""

from __future__ import annotations

from dataclasses import dataclass

from cases import Case

# The least ratio on every row that the project promises itself, and that of the geometric mean.
GOALS = {"fit": (3, 8), "predict": (2, 4), "transform": (2, 4)}
TITLES = {
    "fit": "`KMeans(n_clusters=k).fit(X)`",
    "predict": "`model.predict(X)`",
    "transform": "`model.transform(X)`",
}
# The numbers of clusters that a sweep tries.
SWEEP = range(2, 11)


@dataclass(frozen=True)
class Call:
    """What one process measures: one or more kinds of calls on the same points."""

    source: str
    k: int
    kinds: tuple[str, ...] = ("fit",)
    # How many seeds, one fit each; programs draw differently, and one draw may be lucky.
    seeds: int = 3
    # The share that X is multiplied with, as people do with the bytes of photos.
    scale: float = 1
    quick: bool = False

    @property
    def case(self) -> Case:
        """The points and, for what needs a model, the start."""
        return Case("call", self.source, self.k, 2, 0, scalar="float64")

    @property
    def name(self) -> str:
        """The data and what is particular, as the rows of the results show them."""
        if self.kinds == ("sweep",):
            return f"{self.source}, k = {SWEEP[0]} … {SWEEP[-1]}, silhouettes"
        more = ", n_init = 10" if self.kinds == ("restarts",) else ""
        return f"{self.source}, k = {self.k}{more}"


FITS = [
    Call("iris", 3, seeds=10, quick=True),
    Call("digits", 10, seeds=10, quick=True),
    Call("penguins", 3, seeds=10),
    Call("houses", 4, seeds=10, quick=True),
    Call("china", 16, seeds=5, scale=1 / 255, quick=True),
    Call("blobs8-double", 100),
    Call("fashion", 10),
    Call("fashion", 100, seeds=2),
    Call("texts", 20, seeds=5),
]
MODEL = ("predict", "transform")
MODELS = [
    Call("iris", 3, MODEL),
    Call("digits", 10, MODEL, quick=True),
    Call("penguins", 3, MODEL),
    Call("houses", 4, MODEL),
    Call("china", 16, MODEL, scale=1 / 255, quick=True),
    Call("blobs8-double", 100, MODEL),
    Call("fashion", 979, MODEL),
]
# Counted among the fits.
MORE = [
    Call("digits", 10, ("restarts",)),
    Call("houses", 4, ("restarts",)),
    Call("digits", 10, ("sweep",)),
    Call("houses", 4, ("sweep",), seeds=1),
]
CALLS = FITS + MODELS + MORE
# As processes of their own: from a file to files.
COMMANDS = [
    Call("iris", 3, ("command",), seeds=1, quick=True),
    Call("houses", 4, ("command",), seeds=1),
    Call("china", 16, ("command",), seeds=1),
    Call("blobs8-double", 100, ("command",), seeds=1),
    Call("fashion", 10, ("command",), seeds=1),
]
# Who takes part in which kind, by the name that call.py knows.
PROGRAMS = {
    "fit": ["ours", "scikit-learn", "oneDAL", "FAISS"],
    "restarts": ["ours", "scikit-learn", "oneDAL", "FAISS"],
    "sweep": ["ours", "scikit-learn", "oneDAL"],
    "predict": ["ours", "scikit-learn", "oneDAL", "FAISS"],
    # oneDAL hands it to scikit-learn.
    "transform": ["ours", "scikit-learn", "FAISS"],
    "command": ["ours", "scikit-learn"],
}
# In float64 throughout; FAISS knows float32 only, and its fit has another start and end.
EXACT = ["scikit-learn", "oneDAL"]
PACKAGES = {
    "ours": "swiftkmeans", "scikit-learn": "scikit-learn", "oneDAL": "scikit-learn-intelex",
    "FAISS": "faiss-cpu",
}
