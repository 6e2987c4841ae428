"""The program needs no network and asks for none: it runs in a namespace without one, and makes no
system call about sockets. Its pages load nothing from elsewhere.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("KMEANS_PROGRAM", ROOT / ".build/release/kmeans"))
FIT = ["fit", "in.csv", "-k", "3", "--quiet"]
COMMANDS = [
    [*FIT, "--report", "report.html", "--model", "model.json", "--labels", "labels.csv"],
    [*FIT, "--variant", "stream", "--snapshot", "snapshot.json", "--every", "20points"],
    ["sweep", "in.csv", "-k", "2..4", "--report", "sweep.html"],
    ["explain", "in.csv", "-k", "3", "--output", "explain.html"],
    ["predict", "model.json", "in.csv", "--labels", "predicted.csv"],
    ["evaluate", "in.csv", "--labels", "labels.csv"],
    ["info", "model.json"],
]


def alone():
    """The words that run a command without a network; None where that is not allowed."""
    for words in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if shutil.which("unshare") is None:
            return None
        if subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return words
    return None


def may_trace():
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    return done.returncode == 0


@unittest.skipUnless(sys.platform.startswith("linux"), "namespaces are Linux's")
@unittest.skipUnless(PROGRAM.exists(), "needs the program of a release build")
class NoNetwork(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        rows = "".join(f"{i % 7},{i % 11},{i % 5}\n" for i in range(90))
        (self.folder / "in.csv").write_text("x,y,z\n" + rows)

    def run_all(self, words):
        for command in COMMANDS:
            done = subprocess.run(
                [*words, PROGRAM, *command], cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")

    def test_every_command_runs_without_a_network(self):
        words = alone()
        if words is None:
            self.skipTest("namespaces of networks are not allowed here")
        self.run_all(words)

    def test_no_command_asks_for_a_socket(self):
        if not may_trace():
            self.skipTest("strace is missing, or processes may not be traced here")
        trace = self.folder / "trace"
        self.run_all(["strace", "-f", "-A", "-o", trace, "-e", "trace=network"])
        asked = re.findall(r"^\d+ +(\w+\(.*)", trace.read_text(), re.MULTILINE)
        self.assertEqual(asked, [])

    def test_pages_load_nothing_from_elsewhere(self):
        self.run_all([])
        # A name of a kind of document, which is never fetched.
        known = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}
        pages = sorted(self.folder.glob("*.html"))
        self.assertEqual(len(pages), 3)
        for page in pages:
            text = page.read_text()
            self.assertLessEqual(set(re.findall(r"(?:https?|wss?)://[\w./-]+", text)), known)
            self.assertRegex(text, r"""Content-Security-Policy" content="default-src 'none'""")
            for word in ("@import", "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon"):
                self.assertNotIn(word, text)


if __name__ == "__main__":
    unittest.main()
