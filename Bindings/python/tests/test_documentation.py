"""Docstrings: their examples run, and they name every parameter, as NumPy's style wants."""

import dataclasses
import doctest
import importlib
import inspect
import re
from pathlib import Path

import numpy as np  # noqa: F401  What docstrings call a default may name it.
import pytest

import swiftkmeans
from swiftkmeans import (
    BisectingKMeans,
    Bound,
    Evaluation,
    KMeans,
    Progress,
    MiniBatchKMeans,
    SphericalKMeans,
    Split,
    Sweep,
    SweepProgress,
    TruthScores,
    _parameters,
    evaluate,
    explain,
    k_means,
    kmeans_plusplus,
    metrics,
    report,
    sweep,
)
from swiftkmeans.displays import (
    ClustersDisplay,
    ElbowDisplay,
    SilhouetteDisplay,
    SweepDisplay,
)

MODULES = [
    f"swiftkmeans.{path.stem}"
    for path in sorted(Path(swiftkmeans.__file__).parent.glob("*.py"))
    if not path.stem.startswith("__")
]
DISPLAYS = [
    f"swiftkmeans.displays.{path.stem}"
    for path in sorted((Path(swiftkmeans.__file__).parent / "displays").glob("_[a-z]*.py"))
]


def sections(text: str) -> dict[str, str]:
    """The sections of a docstring in NumPy's style, by their titles."""
    parts = re.split(r"^(\w[\w ]*)\n-{3,}\n", inspect.cleandoc(text), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def named(section: str) -> list[str]:
    """What a section of parameters or attributes names, in its order."""
    heads = re.findall(r"^(\w[\w, ]*) : \S", section, flags=re.M)
    return [name for head in heads for name in head.split(", ")]


ESTIMATORS = (KMeans, BisectingKMeans, MiniBatchKMeans, SphericalKMeans)


def public_functions():
    for estimator in ESTIMATORS:
        yield estimator.__name__, estimator.__init__, estimator.__doc__
    yield "k_means", k_means, k_means.__doc__
    scores = [getattr(metrics, name) for name in metrics.__all__ if name.islower()]
    for function in (kmeans_plusplus, evaluate, sweep, *scores):
        yield function.__name__, function, function.__doc__
    for name in ("fit", "fit_predict", "fit_transform", "predict", "transform", "score"):
        method = getattr(KMeans, name)
        yield f"KMeans.{name}", method, method.__doc__
    partial_fit = MiniBatchKMeans.partial_fit
    yield "MiniBatchKMeans.partial_fit", partial_fit, partial_fit.__doc__
    yield "BisectingKMeans.cut", BisectingKMeans.cut, BisectingKMeans.cut.__doc__
    for function in (report, explain, KMeans.report):
        yield function.__qualname__, function, function.__doc__
    for display in (ClustersDisplay, ElbowDisplay, SilhouetteDisplay, SweepDisplay):
        yield display.__name__, display.__init__, display.__doc__
        for name in ("plot", "from_estimator", "from_labels", "from_sweep", "from_arrays"):
            if (method := getattr(display, name, None)) is not None:
                yield method.__qualname__, method, method.__doc__
    transform = SphericalKMeans.transform
    yield "SphericalKMeans.transform", transform, transform.__doc__


FUNCTIONS = {name: (function, text) for name, function, text in public_functions()}


def test_modules_are_found():
    assert {"swiftkmeans._kmeans", "swiftkmeans._input", "swiftkmeans._fits"} <= set(MODULES)


@pytest.mark.parametrize("module", ["swiftkmeans", *MODULES, *DISPLAYS])
def test_examples_print_what_they_say(module):
    found = doctest.testmod(importlib.import_module(module))
    assert found.failed == 0
    if module in ("swiftkmeans._kmeans", "swiftkmeans._bisecting", "swiftkmeans._spherical"):
        assert found.attempted >= 6


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_named_in_order(name):
    function, text = FUNCTIONS[name]
    expected = [name for name in inspect.signature(function).parameters if name != "self"]
    assert named(sections(text)["Parameters"]) == expected


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_comes_back_is_told(name):
    if "." in name or name.islower():
        assert "Returns" in sections(FUNCTIONS[name][1])


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_every_attribute_of_a_fit_is_told(estimator):
    model = estimator(2, random_state=0).fit([[0.5, 0.0], [1.0, 0.1], [9.0, 90.0]])
    found = {name for name in vars(model) if name.endswith("_") and not name.startswith("_")}
    told = set(named(sections(estimator.__doc__)["Attributes"]))
    assert told == found | {"feature_names_in_"}


@pytest.mark.parametrize(
    "kind", [Progress, Split, SweepProgress, Bound, TruthScores, metrics.SampledSilhouette]
)
def test_fields_are_told(kind):
    assert set(named(sections(kind.__doc__)["Attributes"])) == set(kind._fields)


def test_attributes_of_results_are_told():
    found = sweep([[0.5], [1.0], [9.0], [9.5]], [2, 3], references=0)
    told = named(sections(Sweep.__doc__)["Attributes"])
    assert set(told) == {name for name in vars(found) if not name.startswith("_")}
    told = named(sections(Evaluation.__doc__)["Attributes"])
    assert told == [field.name for field in dataclasses.fields(Evaluation)]


def test_all_that_is_public_is_there_and_has_words():
    assert sorted(swiftkmeans.__all__) == swiftkmeans.__all__
    assert dir(swiftkmeans) == swiftkmeans.__all__
    assert dir(swiftkmeans.metrics) == swiftkmeans.metrics.__all__
    for name in swiftkmeans.__all__:
        value = getattr(swiftkmeans, name)
        assert name in dir(swiftkmeans)
        if name != "__version__":
            assert inspect.getdoc(value)
    with pytest.raises(AttributeError, match="no attribute 'MiniBatch'"):
        swiftkmeans.MiniBatch


def test_what_is_registered_is_told():
    """Every initialization and algorithm is named where its parameter is explained."""
    for name in ("KMeans", "SphericalKMeans", "k_means"):
        told = FUNCTIONS[name][1]
        assert "%(" not in told
        for init in _parameters.initialization_names():
            assert told.count(repr(init)) >= 2, init
        for algorithm in _parameters.algorithm_names():
            assert repr(algorithm) in told, algorithm
    assert repr(_parameters.initialization_names())[1:-1] in BisectingKMeans.__doc__


def test_defaults_are_told_as_they_are():
    """What a docstring calls a default is the default."""
    for name, (function, text) in FUNCTIONS.items():
        parameters = inspect.signature(function).parameters
        for names, told in re.findall(r"^(\w+) : .*default=(\S+)$", inspect.cleandoc(text), re.M):
            assert repr(parameters[names].default) == repr(eval(told)), (name, names)


def test_modules_import_from_their_own_row_and_from_those_below():
    """The table of modules in the README has all of them, and tells who needs whom."""
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    table = readme.partition("## How it is put together")[2].partition("\n## ")[0]
    heads = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `_")]
    rows = {name: row for row, head in enumerate(heads) for name in re.findall(r"`(\w+)`", head)}
    own = {module.rpartition(".")[2] for module in MODULES} - {"_version"}
    assert set(rows) == own
    for name in own:
        text = (Path(swiftkmeans.__file__).parent / f"{name}.py").read_text()
        modules = re.findall(r"^\s*from \.(_\w+) import", text, re.M)
        for listed in re.findall(r"^from \. import (.*)$", text, re.M):
            modules += re.findall(r"\b_\w+", listed)
        for module in modules:
            assert rows[module] >= rows[name], f"{name} imports {module}"


def test_modules_and_their_classes_and_functions_have_words():
    for module_name in MODULES + DISPLAYS:
        module = importlib.import_module(module_name)
        assert module.__doc__
        for name, value in vars(module).items():
            if getattr(value, "__module__", None) == module_name and not name.startswith("_"):
                assert inspect.getdoc(value), f"{module_name}.{name}"
