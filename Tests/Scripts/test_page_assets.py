"""Scripts/page-assets: what is checked in is fresh, and every character of an asset arrives."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = Path("Sources/KMeansPages")


def run(root, *arguments):
    return subprocess.run(
        [sys.executable, root / "Scripts/page-assets", *arguments], capture_output=True, text=True
    )


class PageAssets(unittest.TestCase):
    def test_what_is_checked_in_is_fresh(self):
        done = run(ROOT, "--check")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_character_arrives(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "Scripts").mkdir()
            shutil.copy(ROOT / "Scripts/page-assets", root / "Scripts")
            (root / PLACE / "Assets").mkdir(parents=True)
            text = 'const a = "\\#(b)" + `"""#` + \'\\u{1}\' // ü\n\n'
            (root / PLACE / "Assets/a-b.js").write_text(text, encoding="utf-8")
            self.assertEqual(run(root, "--check").returncode, 1)
            self.assertEqual(run(root).returncode, 0)
            self.assertEqual(run(root, "--check").returncode, 0)
            (root / PLACE / "Assets/a-b.js").write_text(text + " ", encoding="utf-8")
            done = run(root, "--check")
            self.assertEqual(done.returncode, 1)
            self.assertIn("run Scripts/page-assets", done.stderr)
            self.assertEqual(run(root, "--frobnicate").returncode, 64)
            if shutil.which("swiftc") is None:
                self.skipTest("needs Swift to see what the compiler makes of it")
            main = root / "main.swift"
            main.write_text("print(PageResources.a_b_js, terminator: \"\")\n")
            subprocess.run(
                ["swiftc", "-Onone", main, root / PLACE / "PageResources.swift", "-o",
                 root / "program"], check=True, capture_output=True)
            # The file before it was changed.
            said = subprocess.run([root / "program"], capture_output=True, check=True)
            self.assertEqual(said.stdout.decode(), text)


if __name__ == "__main__":
    unittest.main()
