"""What parameters and attributes mean, told once for all docstrings that name them."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any, TypeVar

from . import _parameters

_Described = TypeVar("_Described", bound=Callable[..., Any])


def _quoted(names: tuple[str, ...]) -> str:
    """Names as text of Python, the last after an "and"."""
    *most, last = map(repr, names)
    return f"{', '.join(most)} and {last}"


_INITIALIZATIONS = "{" + ", ".join(map(repr, _parameters.initialization_names())) + "}"

#: The type of every shared parameter, and what it means; defaults are those of the signature.
_PARAMETERS = {
    "n_clusters": ("int", "The number of clusters."),
    "init": (
        f"{_INITIALIZATIONS}, callable or array-like",
        """How the first centroids are found: 'k-means++' is the greedy one with
        ``2 + floor(log(n_clusters))`` candidates a step, 'k-means++-plain' that with one,
        'k-means||' (or 'k-means-parallel') draws many in a few rounds, and 'random' takes different
        points. An array has the shape (n_clusters, n_features). A function gets ``X``,
        ``n_clusters`` and ``random_state=``, and returns such an array.""",
    ),
    "n_init": (
        "'auto' or int",
        """How many starts are tried; the one with the least inertia is kept. 'auto' is 10 for
        ``init='random'`` and functions, otherwise 1.""",
    ),
    "max_iter": ("int", "The most iterations of one start."),
    "tol": (
        "float",
        """A start ends when the squared distances that the centroids move sum to at most this times
        the mean variance of the features. With 0 it ends only when no label changes.""",
    ),
    "verbose": ("int", "Whether to print every iteration's inertia."),
    "random_state": (
        "int, RandomState or None",
        """Seeds the draws. An int is the seed itself: the command ``kmeans`` draws the same from
        its ``--seed``.""",
    ),
    "copy_x": (
        "bool",
        "Without effect, because X is never modified; here for compatibility.",
    ),
    "algorithm": (
        "str",
        f"""{_quoted(_parameters.CHOSEN_BY_ENGINE)} leave the choice to the engine. All algorithms
        give the same bits, and differ in time alone; {_quoted(_parameters.forced_algorithms())}
        force one.""",
    ),
    "order": (
        "{'size', 'first'} or None",
        """How clusters are numbered: 'size' begins with the largest, 'first' with the least value
        of the first feature, and None leaves them as they were found.""",
    ),
    "time_limit": (
        "float or None",
        "Seconds after which a fit ends with the best that it has, and a warning.",
    ),
    "n_threads": (
        "int or None",
        """How many threads may work. None takes ``OMP_NUM_THREADS`` where it is set, otherwise all
        processors that this process may use, as far as the quota of its container goes. Limits of
        threadpoolctl hold, too, where scikit-learn is installed.""",
    ),
    "max_memory": (
        "int, str or None",
        """The most memory that the process shall hold, in bytes or as '2GB': then X may be a
        ``numpy.memmap`` of a larger file, which is read anew in every pass. The result has the same
        bits. Several fits at a time go by the least of their limits. None sets one by itself where X
        is such a map and larger than half of the memory there is.""",
    ),
    "progress": (
        "callable, progress bar or None",
        """Is called with a `Progress` before every start, while its centroids are drawn if that
        takes long, and after every iteration; it ends the fit by returning true. Or it is a bar
        with ``update``, such as one of tqdm's; or tqdm's class, of which a bar is made for every
        fit.""",
    ),
    "warm_start": (
        "bool",
        """Whether `fit` goes on from the centers of the last fit. Where ``n_clusters`` has grown
        meanwhile, the further ones are drawn by k-means++.""",
    ),
    "fixed_centers": (
        "array-like of shape (n_fixed, n_features) or None",
        """Centers that stay as they are, such as those of an earlier fit: the first of the
        ``n_clusters``. The others are found; their start is drawn by k-means++, which sees the
        fixed ones, or is what ``init`` gives for them.""",
    ),
    "quality": (
        '{"fast", "better", "best"}',
        """How much is spent on a low inertia. "better" makes a few clusterings and merges them two by
        two, at about five times the time. "best" is an evolutionary search, which takes seconds.
        Both draw their starts: ``init`` is a name, ``n_init`` their number ("auto" for the usual
        one).""",
    ),
    "effort": (
        "int or None",
        """With quality="best": how many generations the search has, 0 for its starts alone; None for
        until nothing more is expected. The seed, ``n_init`` and the effort decide the result to the bit.""",
    ),
    "sample_weight": (
        "array-like of shape (n_samples,) or None",
        "The weights, 0 or more; None for 1 each.",
    ),
}

#: The same of attributes.
_ATTRIBUTES = {
    "n_iter_": ("int", "How many iterations the start that was kept took."),
    "stop_reason_": (
        "str",
        "'labels_unchanged', 'tolerance', 'max_iter', 'time_limit' or 'interrupted'.",
    ),
    "inertia_history_": (
        "ndarray of shape (n_iter_,)",
        "The inertia after the update of every iteration.",
    ),
    "effort_": ("int", 'How many generations the search had; 0 for quality="fast".'),
    "n_found_": (
        "int",
        'How many of its descents ended at `inertia_`; 0 for quality="fast".',
    ),
    "search_ending_": (
        "str or None",
        """What ended the search: 'effort' (it had as many generations as were asked for), 'settled'
        (nothing more was expected), 'time_limit' or 'interrupted'; None for quality="fast", and
        where the first start did not come to its end.""",
    ),
    "n_features_in_": ("int", "The number of features."),
    "feature_names_in_": (
        "ndarray of shape (n_features_in_,)",
        "The names of the features, where X has some that are all text.",
    ),
}

#: A line of a docstring in whose place an entry comes.
_PLACE = re.compile(r"^( *)%\((\w+)\)s$", re.MULTILINE)


def described(subject: _Described) -> _Described:
    """Complete a docstring: a line ``%(name)s`` becomes the entry of that parameter or attribute.

    ``%(initializations)s`` becomes the names of all initializations, wherever it is.

    Parameters
    ----------
    subject : class or function
        Whose docstring it is, and whose signature has the defaults.
    """
    if subject.__doc__ is None:
        return subject  # Python was told to leave docstrings out.
    parameters = inspect.signature(subject).parameters

    def entry(place: re.Match[str]) -> str:
        indent, name = place.groups()
        kind, meaning = _ATTRIBUTES.get(name) or _PARAMETERS[name]
        if name in parameters and parameters[name].default is not inspect.Parameter.empty:
            kind += f", default={parameters[name].default!r}"
        inner = indent + "    "
        text = textwrap.fill(
            " ".join(meaning.split()),
            100,
            initial_indent=inner,
            subsequent_indent=inner,
            break_on_hyphens=False,
        )
        return f"{indent}{name} : {kind}\n{text}"

    text = _PLACE.sub(entry, subject.__doc__)
    subject.__doc__ = text.replace("%(initializations)s", _INITIALIZATIONS)
    return subject
