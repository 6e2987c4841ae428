"""Scripts/api: a break of the public interface is exit status 1, and all else 0.

The comparison is Swift's own, of a package as small as can be, with the products of ours.
"""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ("KMeansCore", "KMeans", "KMeansReports")
MANIFEST = """// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "small",
  products: [{products}],
  targets: [{targets}]
)
"""
BEFORE = "public func clustered(into k: Int) -> Int { k }\n"
BROKEN = "public func clustered(into k: Int, by distance: Int) -> Int { k }\n"


def git(folder, *arguments):
    name = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@unittest.skipIf(shutil.which("swift") is None, "needs Swift")
class API(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "Scripts").mkdir()
        shutil.copy(ROOT / "Scripts/api", self.folder / "Scripts/api")
        self.breaks = self.folder / "Scripts/api-breaks"
        self.breaks.write_text("")
        products = (f'.library(name: "{name}", targets: ["{name}"])' for name in PRODUCTS)
        targets = (f'.target(name: "{name}")' for name in PRODUCTS)
        (self.folder / "Package.swift").write_text(
            MANIFEST.format(products=", ".join(products), targets=", ".join(targets)))
        for name in PRODUCTS:
            (self.folder / "Sources" / name).mkdir(parents=True)
            self.write(name, BEFORE)
        (self.folder / ".gitignore").write_text(".build\n")
        git(self.folder, "init", "--quiet")
        git(self.folder, "add", ".")
        git(self.folder, "commit", "--quiet", "-m", "All")
        git(self.folder, "tag", "0.1.0")

    def write(self, name, text):
        (self.folder / "Sources" / name / "Small.swift").write_text(text)

    def run_api(self, *arguments, **variables):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")}
        return subprocess.run(
            ["sh", "Scripts/api", *arguments], cwd=self.folder, env=environment | variables,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )

    def test_a_break_fails_and_an_addition_does_not(self):
        for name in PRODUCTS:
            self.write(name, BEFORE + "public func further() {}\n")
        done = self.run_api("0.1.0")
        self.assertEqual(done.returncode, 0, done.stdout)

        self.write("KMeansReports", BROKEN)
        done = self.run_api("0.1.0")
        self.assertEqual(done.returncode, 1, done.stdout)
        told = [line for line in done.stdout.splitlines() if "clustered(into:" in line]
        self.assertEqual(len(told), 1, done.stdout)

        # A break that is wanted is written down as it was told.
        self.breaks.write_text(told[0].split("💔 ")[-1].strip() + "\n")
        done = self.run_api("0.1.0")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_what_to_compare_with_is_needed(self):
        for arguments, variables, word in (
            ((), {}, "name a tag"),
            (("9.9.9",), {}, "no commit 9.9.9 here"),
            ((), {"GITHUB_BASE_REF": "nowhere"}, "no commit origin/nowhere here"),
        ):
            done = self.run_api(*arguments, **variables)
            self.assertEqual(done.returncode, 64, done.stdout)
            self.assertIn(word, done.stdout)


if __name__ == "__main__":
    unittest.main()
