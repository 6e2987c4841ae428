"""The C interface as Python declares it is that of the header."""

import ctypes
import re
from pathlib import Path

import pytest

from swiftkmeans import _library as c
from swiftkmeans import _names, _parameters

HEADER = Path(__file__).resolve().parents[3] / "Sources" / "KMeansABI" / "include" / "kmeans.h"
TEXT = re.sub(r"//.*", "", HEADER.read_text())


def numbers() -> dict[str, int]:
    """The constants of the header, by their names without the prefix."""
    pairs = re.findall(r"\bKMEANS_(\w+) = (\d+)\b", TEXT)
    return {name: int(number) for name, number in pairs}


def test_every_function_is_declared_with_its_arguments():
    found = re.findall(r"\b(kmeans_\w+)\(([^)]*)\);", TEXT)
    declared = {
        name: 0 if arguments == "void" else len(arguments.split(",")) for name, arguments in found
    }
    assert len(declared) > 40
    ours = {name: len(arguments) for name, (_, arguments) in c._SIGNATURES.items()}
    assert ours == declared


@pytest.mark.parametrize("name", ["Matrix", "Settings", "ProgressNews", "Facts"])
def test_every_structure_has_its_fields(name):
    structure = getattr(c, name)
    native = re.search(r"``(\w+)``", structure.__doc__)[1]
    body = re.search(rf"typedef struct {native} {{(.*?)}} {native};", TEXT, re.S)[1]
    assert re.findall(r"(\w+);", body) == [name for name, _ in structure._fields_]
    widths = {"int64_t": 8, "uint64_t": 8, "double": 8, "int32_t": 4, "void": 8, "char": 8}
    kinds = re.findall(r"^\s*(?:const )?(\w+) ", body, re.M)
    sizes = [ctypes.sizeof(kind) for _, kind in structure._fields_]
    assert [widths[kind] if kind in widths else 8 for kind in kinds] == sizes


def test_numbers_are_those_of_the_header():
    theirs = numbers()
    shared = {name: value for name, value in vars(c).items() if name in theirs}
    assert {"OK", "STOPPED", "OUT_OF_MEMORY", "CENTROIDS", "FLOAT", "MOST_TRIALS"} <= set(shared)
    assert shared == {name: theirs[name] for name in shared}
    assert f"KMEANS_ABI_VERSION {c.ABI_VERSION}" in HEADER.read_text()
    reasons = ["LABELS_UNCHANGED", "WITHIN_TOLERANCE", "ITERATION_LIMIT", "TIME_LIMIT"]
    assert [theirs[name] for name in [*reasons, "INTERRUPTED"]] == list(range(len(c.STOP_REASONS)))


def test_what_python_calls_by_name_is_registered():
    from swiftkmeans import BisectingKMeans, KMeans, SphericalKMeans

    assert _names.algorithms()[0] == "auto"
    assert set(_parameters.STRATEGIES.values()) | {KMeans()._variant()} == set(_names.variants())
    assert {BisectingKMeans._distance, SphericalKMeans._distance} == set(_names.distances())
    for name in _parameters.initialization_names():
        assert _parameters.engine_initialization(name) in _names.initializations()


def test_every_initialization_has_a_number_of_its_own():
    found = [_names.initialization_number(name) for name in _names.initializations()]
    assert len(set(found)) == len(found) and c.CENTROIDS not in found
    with pytest.raises(ValueError, match=r"'given' \(known: k-means\+\+, .*random"):
        _names.initialization_number("given")
