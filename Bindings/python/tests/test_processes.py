"""Fits in processes that were forked or spawned, whatever ran before."""

import multiprocessing
import os

import child
import joblib
import numpy as np
import pytest
import truth

from swiftkmeans import KMeans

X = truth.clouds(3000, 4, centers=10)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="not for this system")


def bits_of_fit(seed):
    return truth.bits(KMeans(10, random_state=seed, n_threads=2).fit(X))


@pytest.fixture(scope="module")
def expected():
    """What this process finds, so that the engine has been at work before any fork."""
    return [bits_of_fit(seed) for seed in range(4)]


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pools_of_processes(expected, method):
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(bits_of_fit, range(4)).get(timeout=600) == expected


@pytest.mark.parametrize("backend", ["loky", "threading", "multiprocessing"])
def test_joblib(expected, backend):
    with joblib.parallel_config(backend=backend):
        parallel = joblib.Parallel(n_jobs=2, timeout=600)
        assert parallel(joblib.delayed(bits_of_fit)(seed) for seed in range(4)) == expected


def test_a_fork_while_another_thread_fits():
    child.run(
        """
        import os, signal, sys, threading, time, warnings
        sys.modules["sklearn"] = None  # It takes longest to load.
        import numpy as np
        import truth
        from swiftkmeans import KMeans

        warnings.simplefilter("ignore", DeprecationWarning)
        small = truth.clouds(3000, 4)
        expected = truth.bits(KMeans(5, random_state=0, n_threads=2).fit(small))
        x = np.random.default_rng(0).random((100_000, 8), dtype=np.float32)
        stop = False
        fitting = threading.Event()

        def listen(news):
            if news.iteration:
                fitting.set()
            return stop

        model = KMeans(200, random_state=0, tol=0, max_iter=10**6, n_init=10**6, progress=listen)
        thread = threading.Thread(target=model.fit, args=[x])
        thread.start()
        fitting.wait()
        for _ in range(5):
            time.sleep(0.02)
            process = os.fork()
            if process == 0:
                signal.alarm(300)
                found = truth.bits(KMeans(5, random_state=0, n_threads=2).fit(small))
                os._exit(0 if found == expected else 1)
            status = os.waitpid(process, 0)[1]
            assert status == 0, status
        stop = True
        thread.join()
        np.testing.assert_array_equal(model.predict(x), model.labels_)
        """
    )


def test_a_fit_inherited_by_a_fork_can_be_used():
    child.run(
        """
        import os, signal, sys
        sys.modules["sklearn"] = None
        import truth
        from swiftkmeans import KMeans

        x = truth.clouds(3000, 4)
        model = KMeans(5, random_state=0, n_threads=2).fit(x)
        labels = model.predict(x)
        process = os.fork()
        if process == 0:
            signal.alarm(300)
            os._exit(0 if (model.predict(x) == labels).all() else 1)
        assert os.waitpid(process, 0)[1] == 0
        """
    )


def test_beside_blas_and_openmp():
    """NumPy's products and scikit-learn's fits go on in other threads, and change nothing."""
    child.run(
        """
        import threading
        import numpy as np
        import sklearn.cluster
        import truth
        from swiftkmeans import KMeans

        x = truth.clouds(5000, 8, centers=20)
        start = x[:20]
        ours = KMeans(20, init=start, n_init=1, tol=0)
        theirs = sklearn.cluster.KMeans(20, init=start, n_init=1, tol=0)
        expected = truth.bits(ours.fit(x))
        their_labels = theirs.fit(x).labels_
        matrix = np.random.default_rng(0).random((300, 300))
        product = matrix @ matrix
        stop = False
        wrong = []

        def multiply():
            while not stop:
                if not np.allclose(matrix @ matrix, product):
                    wrong.append("product")

        def fit():
            while not stop:
                found = sklearn.cluster.KMeans(20, init=start, n_init=1, tol=0).fit(x)
                if (found.labels_ != their_labels).any():
                    wrong.append("labels")

        threads = [threading.Thread(target=work) for work in (multiply, fit)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            assert truth.bits(KMeans(20, init=start, n_init=1, tol=0).fit(x)) == expected
        stop = True
        for thread in threads:
            thread.join()
        assert wrong == []
        """
    )


def test_neither_runtime_disturbs_the_other_s_threads():
    printed = child.run(
        """
        import numpy as np
        import sklearn.cluster
        import truth
        from threadpoolctl import threadpool_info
        from swiftkmeans import KMeans

        def pools():
            return [(pool["user_api"], pool["num_threads"]) for pool in threadpool_info()]

        x = truth.clouds(500, 3)
        sklearn.cluster.KMeans(3, n_init=1).fit(x)
        before = pools()
        KMeans(3).fit(x)
        assert pools() == before
        print(len(before))
        """
    )
    assert int(printed) >= 1


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="reads Linux's own figures")
def test_threads_are_used_again_and_not_left_behind():
    def threads_after(fits):
        for _ in range(fits):
            KMeans(5, n_threads=4).fit(X)
        return len(os.listdir("/proc/self/task"))

    # Idle ones may come and go, but not with every fit.
    assert threads_after(100) < threads_after(1) + 8
