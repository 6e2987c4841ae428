"""Scripts/python-interface: what is checked in is fresh, and what a C compiler has."""

import ctypes
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "python-interface"
HEADER = ROOT / "Sources/KMeansABI/include/kmeans.h"
MODULE = ROOT / "Bindings/python/src/swiftkmeans/_interface.py"
COMPILER = shutil.which("clang") or shutil.which("cc")


def run(*arguments, header=None):
    more = [] if header is None else ["--header", header]
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments, *more], capture_output=True, text=True
    )


def interface():
    spec = importlib.util.spec_from_file_location("_interface", MODULE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class PythonInterface(unittest.TestCase):
    def changed(self, old, new):
        """What the script makes of a header in which one thing is another."""
        text = HEADER.read_text()
        self.assertIn(old, text)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "kmeans.h"
            path.write_text(text.replace(old, new, 1))
            return run("--print", header=path), run("--check", header=path)

    def test_what_is_checked_in_is_fresh(self):
        done = run("--check")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_change_of_the_header_shows(self):
        for old, new, shown in (
            ("KMEANS_STOPPED = 9", "KMEANS_STOPPED = 19", "STOPPED = 19"),
            ("  int64_t restarts;\n  /// Of all", "  int32_t restarts;\n  /// Of all", ""),
            ("  double shift;", "  double shift;\n  double later;", '("later", c_double)'),
            ("int32_t kmeans_abi_version(void);", "int64_t kmeans_abi_version(void);", ""),
            ("void kmeans_data_free(kmeans_data *data);",
             "void kmeans_data_free(kmeans_data *data, size_t size);",
             '"kmeans_data_free": (None, [c_void_p, c_size_t])'),
        ):
            with self.subTest(new):
                printed, checked = self.changed(old, new)
                self.assertEqual(printed.returncode, 0, printed.stderr)
                self.assertIn(shown, printed.stdout)
                self.assertEqual(checked.returncode, 1)
                self.assertIn("run Scripts/python-interface", checked.stderr)

    def test_what_it_does_not_know_is_named(self):
        for old, new, named in (
            ("  double shift;", "  long double shift;", "long double"),
            ("  double shift;", "  double shift[2];", "shift[2]"),
            ("void kmeans_data_free(kmeans_data *data);",
             "union kmeans_data kmeans_data_copy;", "kmeans_data_copy"),
            ("KMEANS_STOPPED = 9", "KMEANS_STOPPED", "KMEANS_STOPPED"),
        ):
            with self.subTest(new):
                printed, _ = self.changed(old, new)
                self.assertEqual((printed.returncode, printed.stdout), (1, ""))
                self.assertIn(named, printed.stderr)
        self.assertEqual(run("--frobnicate").returncode, 64)

    @unittest.skipIf(COMPILER is None, "needs a C compiler")
    def test_a_compiler_places_members_and_numbers_alike(self):
        module = interface()
        lines, expected = [], []
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, ctypes.Structure) and value.__doc__:
                if (native := re.match(r"``(\w+)``", value.__doc__)) is None:
                    continue
                lines.append(f"sizeof({native[1]})")
                expected.append(ctypes.sizeof(value))
                for field, *_ in value._fields_:
                    lines.append(f"offsetof({native[1]}, {field})")
                    expected.append(getattr(value, field).offset)
            elif isinstance(value, int) and name.isupper():
                lines.append(f"KMEANS_{name}")
                expected.append(value)
        self.assertGreater(len(expected), 60)
        prints = "\n".join(f'  printf("%lld\\n", (long long)({line}));' for line in lines)
        with tempfile.TemporaryDirectory() as folder:
            source, program = Path(folder) / "layout.c", Path(folder) / "layout"
            source.write_text(
                f"#include <kmeans.h>\n#include <stdio.h>\nint main(void) {{\n{prints}\n}}\n")
            subprocess.run([COMPILER, "-I", HEADER.parent, source, "-o", program], check=True)
            said = subprocess.run([program], capture_output=True, text=True, check=True)
        self.assertEqual([int(line) for line in said.stdout.split()], expected)


if __name__ == "__main__":
    unittest.main()
