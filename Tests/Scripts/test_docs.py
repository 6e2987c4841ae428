"""Scripts/docs sees what is undocumented and what is code; the tutorial's code is the example's."""

import importlib.util
import sys
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "docs"
TUTORIAL = ROOT / "Sources" / "KMeans" / "KMeans.docc" / "FourGroupsOfHouses.md"
EXAMPLE = ROOT / "Examples" / "HouseGroups" / "Sources" / "HouseGroups" / "HouseGroups.swift"


def script():
    """The script as a module, without leaving a compiled file beside it."""
    loader = SourceFileLoader("docs", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def symbol(name, words=None, kind="swift.struct", file="/p/Sources/M/A.swift", mark=""):
    """A symbol as the compiler describes it."""
    found = {
        "kind": {"identifier": kind},
        "identifier": {"precise": f"s:{name}{mark}"},
        "pathComponents": ["A", name],
    }
    if file:
        found["location"] = {"uri": f"file://{file}", "position": {"line": 6, "character": 0}}
    if words is not None:
        found["docComment"] = {"lines": [{"text": words}]}
    return found


class UndocumentedTests(unittest.TestCase):
    def found(self, *symbols):
        return script().undocumented({"symbols": list(symbols)}, "/Sources/M/")

    def test_a_symbol_without_words_is_found_with_its_place(self):
        self.assertEqual(self.found(symbol("b"), symbol("c", "Words.")), ["A.swift:7: A.b"])
        self.assertEqual(self.found(symbol("b", " ")), ["A.swift:7: A.b"])

    def test_what_nobody_wrote_here_needs_no_words(self):
        self.assertEqual(self.found(symbol("made", file=None)), [])
        self.assertEqual(self.found(symbol("other", file="/p/Sources/N/A.swift")), [])
        self.assertEqual(self.found(symbol("made", mark="::SYNTHESIZED::s:1M")), [])
        self.assertEqual(self.found(symbol("Int", kind="swift.extension")), [])


class ArticleTests(unittest.TestCase):
    def test_blocks_become_one_program(self):
        article = (
            "# A\n\n```swift\nimport B\n\nlet a = 1\n```\n\n    let b = 2\n\n```sh\nls\n```\n\n"
            "- In a list:\n\n  ```swift\n  print(a)\n  ```\n"
        )
        self.assertEqual(script().blocks(article), ["import B\n\nlet a = 1\n", "print(a)\n"])
        self.assertEqual(
            script().program(article),
            "import B\nfunc article() async throws {\n\nlet a = 1\nprint(a)\n}\n",
        )
        self.assertIsNone(script().program("# Words\n\n```sh\nls\n```\n"))

    def test_every_module_has_a_page(self):
        for module in script().MODULES:
            page = ROOT / "Sources" / module / f"{module}.docc" / f"{module}.md"
            self.assertTrue(page.read_text().startswith(f"# ``{module}``\n"), page)


class TutorialTests(unittest.TestCase):
    def test_its_code_is_that_of_the_example(self):
        lines = {line.strip() for line in EXAMPLE.read_text().splitlines()}
        blocks = script().blocks(TUTORIAL.read_text())
        self.assertGreater(len(blocks), 5)
        for block in blocks:
            for line in block.splitlines():
                self.assertIn(line.strip().replace("func typical", "static func typical"), lines)

    def test_what_it_prints_is_what_the_example_prints(self):
        text = TUTORIAL.read_text()
        for line in (EXAMPLE.parents[2] / "expected.txt").read_text().splitlines():
            if "houses of about" in line:
                self.assertIn(f"    {line}\n", text)


if __name__ == "__main__":
    unittest.main()
