"""bill_of_materials.py: all that is linked is named, and what is not known is refused."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "Bindings/python/bill_of_materials.py"
LIBRARIES = "/opt/swift/usr/lib/swift_static/linux"
OBJECTS = "/b/.build/wheel/x86_64-unknown-linux-gnu/release"

# As GNU's linkers write a map, and as LLVM's does.
GNU = f"""Archive member included because of file (symbol)

{LIBRARIES}/libswiftCore.a(Swift.o)
                              {OBJECTS}/KMeansCore.build/Run.swift.o (swift_once)
 .text          0x0000000000401000      0x2f {OBJECTS}/CKMeansKernels.build/tile/scalar.c.o
 .text          0x0000000000401030      0x2f /lib/x86_64-linux-gnu/crti.o
"""
LLVM = f"""             VMA              LMA     Size Align Out     In      Symbol
          401000           401000       2f    16         {LIBRARIES}/libdispatch.a(queue.c.o):(.text)
          401030           401030       2f    16         {OBJECTS}/ArgumentParser.build/Flag.swift.o:(.text)
          401060           401060       2f    16         {LIBRARIES}/lib_FoundationICU.a(a.o):(.text)
"""


class BillOfMaterials(unittest.TestCase):
    def bill(self, *maps):
        """The exit code, the names and versions of the parts, and the errors."""
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            pin = {"packageRef": {"identity": "swift-argument-parser"},
                   "state": {"checkoutState": {"version": "1.2.3"}}}
            (folder / "workspace-state.json").write_text(
                json.dumps({"object": {"dependencies": [pin]}}))
            words = []
            for number, text in enumerate(maps):
                (folder / f"{number}.map").write_text(text)
                words += ["--map", str(folder / f"{number}.map")]
            done = subprocess.run(
                [sys.executable, "-B", PROGRAM, "--version", "0.1.0", "--swift", "6.3.1",
                 "--scratch", folder, "--output", folder / "bill.json", *words],
                capture_output=True, text=True)
            output = folder / "bill.json"
            found = json.loads(output.read_text()) if output.exists() else {"components": []}
        parts = {part["name"]: part.get("version") for part in found["components"]}
        return done.returncode, parts, done.stderr

    def test_parts_of_both_kinds_of_maps(self):
        code, parts, errors = self.bill(GNU, LLVM)
        self.assertEqual(code, 0, errors)
        self.assertEqual(parts, {
            "swift": "6.3.1", "glibc": None, "swift-corelibs-libdispatch": "6.3.1",
            "swift-foundation-icu": "6.3.1", "swift-argument-parser": "1.2.3"})

    def test_where_the_system_has_the_runtime(self):
        self.assertEqual(self.bill()[:2], (0, {"swift-argument-parser": "1.2.3"}))

    def test_unknown_parts_are_refused(self):
        for part in ("/usr/lib/libcurl.a", f"{OBJECTS}/Tracker.build/Send.swift.o"):
            code, parts, errors = self.bill(GNU + f" .text 0x0 0x1 {part}\n")
            self.assertEqual((code, parts), (1, {}))
            self.assertIn(part, errors)


if __name__ == "__main__":
    unittest.main()
