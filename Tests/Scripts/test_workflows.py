"""What .github/workflows must keep: scripts do the work, versions are pinned, rights are few.

The files are read line by line, so that this needs no package; Scripts/lint checks that they mean
what they should.
"""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FULL_TAG = re.compile(r"[\w.-]+/[\w./-]+@v\d+\.\d+\.\d+")


def faults(text: str) -> list[str]:
    """What is wrong with a workflow."""
    found = []
    for line in text.splitlines():
        step = re.match(r"\s*(?:- )?(uses|run|container|image): *(.*)", line)
        if not step:
            continue
        kind, value = step[1], step[2].strip()
        if kind == "uses" and not FULL_TAG.fullmatch(value):
            found.append(f"{value} is not pinned by a full version tag")
        if kind == "run":
            program = value.split(" ")[0]
            if not re.fullmatch(r"Scripts/[\w-]+", program):
                found.append(f'"{value}" is no script of Scripts')
            elif not (ROOT / program).exists():
                found.append(f"there is no {program}")
        if kind in ("container", "image") and value and not re.search(r":\d+\.\d+\.\d+", value):
            found.append(f"{value} is not pinned by a full version")
    if not re.search(r"(?m)^permissions:\n  contents: read\n(?! )", text):
        found.append("permissions are other than to read the contents")
    if re.search(r"(?m)^ .*\b(?:permissions:|secrets\.)", text):
        found.append("a job has rights or secrets of its own")
    if not re.search(r"(?m)^concurrency:\n  group: ", text):
        found.append("no concurrency group")
    jobs = len(re.findall(r"(?m)^    runs-on: ", text))
    if jobs == 0 or jobs != len(re.findall(r"(?m)^    timeout-minutes: \d+$", text)):
        found.append("a job without a limit of time")
    return found


SOUND = """name: sound
permissions:
  contents: read
concurrency:
  group: sound
jobs:
  one:
    runs-on: ubuntu-24.04
    container: swift:6.3.1-bookworm
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v6.0.2
      - run: Scripts/check
"""


class WorkflowTests(unittest.TestCase):
    def test_all_are_sound(self):
        files = sorted((ROOT / ".github" / "workflows").iterdir())
        self.assertGreater(len(files), 2)
        for file in files:
            self.assertEqual(faults(file.read_text()), [], file.name)

    def test_faults_are_found(self):
        self.assertEqual(faults(SOUND), [])
        for old, new, fault in [
            ("@v6.0.2", "@v6", "not pinned by a full version tag"),
            ("@v6.0.2", "@main", "not pinned by a full version tag"),
            ("Scripts/check", "swift test", "no script of Scripts"),
            ("Scripts/check", "Scripts/no-such", "there is no Scripts/no-such"),
            ("6.3.1-bookworm", "latest", "not pinned by a full version"),
            ("contents: read", "contents: write", "permissions"),
            ("contents: read\n", "contents: read\n  id-token: write\n", "permissions"),
            ("    steps:", "    permissions: write-all\n    steps:", "rights or secrets"),
            ("Scripts/check", "Scripts/check ${{ secrets.KEY }}", "rights or secrets"),
            ("  group: sound\n", "", "no concurrency group"),
            ("    timeout-minutes: 10\n", "", "without a limit of time"),
        ]:
            self.assertIn(old, SOUND)
            found = faults(SOUND.replace(old, new))
            self.assertEqual(len(found), 1, (new, found))
            self.assertIn(fault, found[0])


if __name__ == "__main__":
    unittest.main()
