"""Ten thousand small fits hold no more memory, files or threads than the first hundreds."""

import json
import sys

import child
import pytest

CODE = """
    import json, os
    import numpy as np
    import swiftkmeans

    x = np.random.default_rng(0).normal(size=(60, 3))
    broken = x.copy()
    broken[7, 1] = np.nan

    def measure():
        lines = open("/proc/self/status").read().splitlines()
        facts = dict(line.split(":") for line in lines)
        return [
            int(facts["VmRSS"].split()[0]), int(facts["Threads"]), len(os.listdir("/proc/self/fd"))
        ]

    def work(count):
        for number in range(count):
            model = swiftkmeans.KMeans(4, random_state=number, max_iter=5).fit(x)
            model.predict(x)
            if number % 4 == 0:
                try:
                    swiftkmeans.KMeans(4).fit(broken)
                except ValueError:
                    pass

    work(1000)
    before = measure()
    work(10000)
    print(json.dumps([before, measure()]))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's /proc")
def test_nothing_is_left_behind():
    before, after = json.loads(child.run(CODE))
    kilobytes, threads, files = (end - start for start, end in zip(before, after, strict=True))
    # 160 bytes for each of the 2,500 refusals would be 400.
    assert kilobytes < 400, (before, after)
    assert threads <= 0 and files <= 0, (before, after)
