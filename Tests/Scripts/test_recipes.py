"""Scripts/recipes: version and checksums are those of the files; what lacks one is no recipe."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("manylinux_2_28_x86_64", "manylinux_2_28_aarch64", "macosx_15_0_arm64")
FILES = "https://example.org/k/files"


def run(root, *arguments):
    return subprocess.run(
        [sys.executable, root / "Scripts/recipes", *arguments], capture_output=True, text=True
    )


@unittest.skipIf(shutil.which("git") is None, "needs git")
class Recipes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "project"
        for path in ("Scripts/recipes", "Scripts/release", "Packaging/kmeans.rb",
                     "Packaging/recipe.yaml", "Sources/KMeansCore/LibraryVersion.swift",
                     "Bindings/python/src/swiftkmeans/_version.py", "CITATION.cff"):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, self.root / path)
        self.version = re.search(
            r'current = "([^"]+)"',
            (self.root / "Sources/KMeansCore/LibraryVersion.swift").read_text())[1]
        for command in (["init", "--quiet"], ["add", "."], [
            "-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "commit", "--quiet",
            "-m", "All",
        ], ["tag", self.version]):
            subprocess.run(["git", *command], cwd=self.root, check=True)
        self.wheels = []
        for kind in KINDS:
            wheel = Path(folder.name) / f"swiftkmeans-{self.version}-py3-none-{kind}.whl"
            wheel.write_text(kind)
            self.wheels.append(wheel)

    def make(self, *wheels, more=()):
        return run(self.root, "https://example.org/k", FILES + "/", *wheels, *more)

    def test_checksums_are_those_of_the_files(self):
        made = self.make(*self.wheels)
        self.assertEqual(made.returncode, 0, made.stderr)
        output = self.root / ".build/packages/recipes"
        source = output / f"swift-kmeans-{self.version}.tar.gz"
        formula, recipe = (output / "kmeans.rb").read_text(), (output / "recipe.yaml").read_text()
        self.assertIn(f'sha256 "{hashlib.sha256(source.read_bytes()).hexdigest()}"', formula)
        self.assertIn(f'url "{FILES}/{source.name}"', formula)
        self.assertIn(f'version: "{self.version}"', recipe)
        for wheel in self.wheels:
            told = f'{wheel.name}\n      sha256: "{hashlib.sha256(wheel.read_bytes()).hexdigest()}"'
            self.assertIn(told, recipe)
        for text in (formula, recipe):
            self.assertIsNone(re.search(r"@[A-Z0-9_]+@", text))
        with tarfile.open(source) as archive:
            self.assertIn(f"swift-kmeans-{self.version}/Scripts/recipes", archive.getnames())
        # The same bytes again, so that the checksum stays that of what was uploaded.
        before = source.read_bytes()
        self.assertEqual(self.make(*self.wheels, more=("--commit", "HEAD")).returncode, 0)
        self.assertEqual(source.read_bytes(), before)

    def test_what_is_missing_is_named(self):
        for wheels, named in (
            (self.wheels[:2], "OSX_ARM64; there is none"),
            ([*self.wheels, self.wheels[0]], "LINUX_64; there is swiftkmeans-"),
            ([wheel.with_name(wheel.name.replace(self.version, "9.9.9"))
              for wheel in self.wheels], "LINUX_64; there is none"),
        ):
            made = self.make(*wheels)
            self.assertEqual(made.returncode, 1)
            self.assertIn(named, made.stderr)
        made = self.make(*self.wheels, more=("--commit", "nowhere"))
        self.assertEqual((made.returncode, made.stdout), (1, ""))
        path = self.root / "Packaging/kmeans.rb"
        path.write_text(path.read_text().replace("@HOMEPAGE@", "@HOME@"))
        self.assertIn("@HOME@, which nobody knows", self.make(*self.wheels).stderr)
        self.assertEqual(self.make().returncode, 64)

    def test_recipes_that_cannot_be_read_are_refused(self):
        done = run(ROOT, "--check")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        if shutil.which("ruby") is None:
            return
        path = self.root / "Packaging/kmeans.rb"
        path.write_text(path.read_text() + "end\n")
        done = run(self.root, "--check")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Ruby cannot read kmeans.rb", done.stderr)


if __name__ == "__main__":
    unittest.main()
