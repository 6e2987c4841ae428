"""Too little memory is reported before any work, and leaves everything as it was."""

import contextlib
import sys

import child
import numpy as np
import pytest
import scipy.sparse as sp
import truth

from swiftkmeans import KMeans, _distances, _stops, k_means, kmeans_plusplus
from swiftkmeans import _interface as c
from swiftkmeans._library import library

X = truth.clouds(90, 4, centers=5)

ENGINE_ERRORS = [(c.OUT_OF_MEMORY, MemoryError), (c.OUT_OF_TIME, TimeoutError)]


@contextlib.contextmanager
def failing(function, code):
    """A function of the engine fails with a code, and a sentence."""
    told = {
        function: lambda *arguments: code,
        "kmeans_error_message": lambda error: b"as the engine says it",
    }
    whole = {name: getattr(library, name) for name in told}
    for name, replacement in told.items():
        setattr(library, name, replacement)
    try:
        yield
    finally:
        for name, replacement in whole.items():
            setattr(library, name, replacement)


@pytest.mark.parametrize(("code", "kind"), ENGINE_ERRORS)
@pytest.mark.parametrize(
    ("function", "call"),
    [
        ("kmeans_data_create_for", lambda model: model.fit(X)),
        ("kmeans_fit", lambda model: model.fit(X)),
        ("kmeans_fit", lambda model: k_means(X, 3)),
        ("kmeans_fit", lambda model: KMeans(3, init=first_rows).fit(X)),
        ("kmeans_data_create_for", lambda model: kmeans_plusplus(X, 3)),
        ("kmeans_seed", lambda model: kmeans_plusplus(X, 3)),
        ("kmeans_nearest", lambda model: model.predict(X)),
        ("kmeans_nearest", lambda model: model.score(X)),
        ("kmeans_distances_with_stop", lambda model: model.transform(X)),
        ("kmeans_distances_with_stop", lambda model: model.fit_transform(X)),
    ],
)
def test_what_the_engine_lacks_is_an_exception_of_pythons(code, kind, function, call):
    model = KMeans(3, random_state=0).fit(X)
    before = truth.bits(model)
    with failing(function, code), pytest.raises(kind, match="^as the engine says it$") as caught:
        call(model)
    assert type(caught.value) is kind
    assert truth.bits(model) == before


def first_rows(x, n_clusters, random_state):
    return x[:n_clusters]


def test_a_start_that_runs_out_of_time_leaves_the_best_so_far():
    calls = []

    class Late:
        def __enter__(self):
            self.context = None
            return self

        def start(self, x, n_clusters, random_state):
            calls.append(n_clusters)
            if len(calls) == 2:
                self.context = failing("kmeans_fit", c.OUT_OF_TIME)
                self.context.__enter__()
            return x[:n_clusters]

        def __exit__(self, *error):
            self.context.__exit__(None, None, None)

    with Late() as late:
        model = KMeans(3, init=late.start, n_init=5).fit(X)
    assert len(calls) == 2
    assert truth.bits(model) == truth.bits(KMeans(3, init=X[:3], n_init=1).fit(X))


def test_distances_that_no_memory_holds():
    with pytest.raises(MemoryError) as caught:
        _distances.distances(
            np.zeros((1 << 20, 1)), Wide(), 1, np.dtype(np.float64), _stops.Stop()
        )
    assert str(caught.value) == (
        "distances of 1048576 points to 1099511627776 centroids take 9223372036855 MB, more than "
        "can be had; transform fewer points at a time"
    )


class Wide:
    """Stands for centroids that are too many to exist."""

    shape = (1 << 40, 1)


LIMITED = """
    import resource, sys
    import numpy as np
    import scipy.sparse as sp
    from swiftkmeans import KMeans, kmeans_plusplus
    import truth

    small = truth.clouds(90, 4, centers=5)
    model = KMeans(3, random_state=0).fit(small)
    before = truth.bits(model)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30,) * 2)
    wide = sp.csr_matrix((np.ones(2), ([0, 1], [0, 2**31 - 2])), shape=(2, 2**31 - 1))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits Linux's memory")
@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||", "function"])
def test_centroids_that_no_memory_holds(init):
    child.run(
        LIMITED
        + f"""
    init = (lambda x, k, random_state: 1 / 0) if {init!r} == "function" else {init!r}
    try:
        model.set_params(n_clusters=2, init=init).fit(wide)
    except MemoryError as error:
        assert str(error) == (
            "2 centroids of 2147483647 features take 34360 MB, more than can be had; use fewer "
            "columns or clusters"
        ), error
    else:
        raise AssertionError("no exception")
    assert truth.bits(model) == before
    """
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits Linux's memory")
def test_a_transform_that_no_memory_holds():
    child.run(
        LIMITED
        + """
    model = KMeans(5000, init="random", n_init=1, max_iter=1).fit(np.random.rand(100_000, 2))
    try:
        model.transform(np.zeros((1_000_000, 2)))
    except MemoryError as error:
        assert "distances of 1000000 points to 5000 centroids take 40001 MB" in str(error), error
    else:
        raise AssertionError("no exception")
    assert len(model.predict(np.zeros((10, 2)))) == 10
    """
    )


def test_shown_centroids_are_compared_without_copies():
    import tracemalloc

    x = sp.random(20, 1 << 18, 1e-4, format="csr", random_state=0)
    model = KMeans(2, random_state=0, max_iter=2).fit(x)
    tracemalloc.start()
    model.predict(x)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < model.cluster_centers_.nbytes
