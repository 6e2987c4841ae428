"""Links between the documents lead somewhere."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".build", ".venv", ".cache", "node_modules"}


def documents() -> list[Path]:
    return [
        path
        for path in sorted(ROOT.rglob("*.md"))
        if not SKIPPED.intersection(path.relative_to(ROOT).parts)
    ]


def without_code(text: str) -> str:
    """The text without what is shown as code."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^```.*?^```", "", text))


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings."""
    headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?ms)^```.*?^```", "", text))
    plain = (re.sub(r"[^\w\- ]", "", heading.strip().lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def broken(document: Path) -> list[str]:
    """The links of a document that lead nowhere."""
    found = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(document.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists():
            found.append(target)
        elif anchor and anchor not in anchors(file.read_text()):
            found.append(target)
    return found


class LinkTests(unittest.TestCase):
    def test_links_lead_somewhere(self):
        self.assertGreater(len(documents()), 20)
        for document in documents():
            self.assertEqual(broken(document), [], document.relative_to(ROOT))

    def test_headings_have_githubs_names(self):
        self.assertEqual(
            anchors("# Why `a` isn't (always) b?\n\n```\n# no\n```\n## C++ and D"),
            {"why-a-isnt-always-b", "c-and-d"},
        )

    def test_the_questions_are_listed(self):
        text = (ROOT / "Docs" / "FAQ.md").read_text()
        listed = set(re.findall(r"\]\(#([^)]+)\)", text))
        self.assertEqual(anchors(text) - {"questions"}, listed)


if __name__ == "__main__":
    unittest.main()
