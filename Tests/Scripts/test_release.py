"""Scripts/release, in a small repository of its own: what it makes, and what it refuses."""

import datetime
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "Sources/KMeansCore/LibraryVersion.swift"
PYTHON = "Bindings/python/src/swiftkmeans/_version.py"
CHANGELOG = """# Changelog

## Unreleased

### Added

- A thing that is new.

## 0.1.0 - 2026-01-02

### Added

- A thing that is old.
"""


class Repository:
    """The files that a release touches, as they are here, but with versions that stay."""

    def __init__(self, folder: Path):
        self.folder = folder
        for path in ("Scripts/release", SOURCE, PYTHON, "CITATION.cff"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / path)
        self.edit(SOURCE, r'current = ".*"', 'current = "0.1.0"')
        self.edit(PYTHON, r'__version__ = ".*"', '__version__ = "0.1.0"')
        self.edit("CITATION.cff", r"(?m)^version: .*", "version: 0.1.0")
        self.edit("CITATION.cff", r"(?m)^date-released: .*\n", "")
        (folder / "CHANGELOG.md").write_text(CHANGELOG)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Begin")
        self.git("tag", "0.1.0")

    def edit(self, path: str, pattern: str, text: str) -> None:
        file = self.folder / path
        file.write_text(re.sub(pattern, text, file.read_text()))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text()

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        for who in ("AUTHOR", "COMMITTER"):
            kept[f"GIT_{who}_NAME"] = "A. Person"
            kept[f"GIT_{who}_EMAIL"] = "person@example.org"
        return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(self, *command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, text=True
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, subject: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", subject)

    def release(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.run("Scripts/release", *arguments)

    def state(self) -> tuple:
        """All that a refused release must leave alone."""
        return (
            self.git("rev-parse", "HEAD"),
            self.git("tag"),
            self.git("status", "--porcelain"),
            {
                path: path.read_bytes()
                for path in sorted(self.folder.rglob("*"))
                if path.is_file() and ".git" not in path.relative_to(self.folder).parts
            },
        )


class ReleaseTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = Repository(Path(folder.name))

    def refused(self, *arguments: str, because: str) -> None:
        before = self.here.state()
        done = self.here.release(*arguments)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(because, done.stderr)
        self.assertIn("nothing was changed", done.stderr)
        self.assertEqual(self.here.state(), before)

    def test_a_release_is_one_commit_and_one_tag(self):
        before = self.here.git("rev-parse", "HEAD")
        done = self.here.release("0.2.0", "--tests", "git --version")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("git push --atomic origin main 0.2.0", done.stdout)
        today = datetime.date.today().isoformat()
        self.assertIn('current = "0.2.0"', self.here.text(SOURCE))
        self.assertIn('__version__ = "0.2.0"', self.here.text(PYTHON))
        citation = self.here.text("CITATION.cff").splitlines()
        self.assertIn("version: 0.2.0", citation)
        self.assertIn("cff-version: 1.2.0", citation)
        self.assertIn(f"date-released: {today}", citation)
        self.assertEqual(
            self.here.text("CHANGELOG.md"),
            CHANGELOG.replace("## Unreleased\n", f"## Unreleased\n\n## 0.2.0 - {today}\n"),
        )
        self.assertEqual(self.here.git("status", "--porcelain"), "")
        self.assertEqual(self.here.git("rev-parse", "HEAD~1"), before)
        self.assertEqual(self.here.git("log", "-1", "--format=%s").strip(), "Release 0.2.0")
        self.assertEqual(
            self.here.git("rev-parse", "0.2.0^{commit}"), self.here.git("rev-parse", "HEAD")
        )
        message = self.here.git("tag", "-l", "--format=%(contents)", "0.2.0")
        self.assertIn("### Added\n\n- A thing that is new.", message)
        self.assertNotIn("A thing that is old", message)

    def test_the_date_is_replaced_by_the_next_release(self):
        for version in ("0.2.0-beta.1", "0.2.0"):
            self.here.edit("CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- More.\n")
            self.here.commit("More")
            done = self.here.release(version, "--tests", "git --version")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.here.text("CITATION.cff").count("date-released: "), 1)

    def test_a_dry_run_changes_nothing_and_runs_no_tests(self):
        before = self.here.state()
        done = self.here.release("0.2.0", "--dry-run", "--tests", "git tag 9.9.9")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("run git tag 9.9.9", done.stdout)
        self.assertIn("git push", done.stdout)
        self.assertEqual(self.here.state(), before)

    def test_a_wrong_version_is_refused(self):
        for version in ("0.2", "v0.2.0", "0.2.0+1", "01.2.3", "next", "0.2.0\n"):
            self.refused(version, because="is no version such as 1.2.3")

    def test_an_earlier_version_is_refused(self):
        self.refused("0.0.9", because="0.0.9 comes before the tag 0.1.0")
        self.refused("0.1.0-rc.1", because="comes before the tag 0.1.0")

    def test_versions_are_compared_by_numbers(self):
        self.here.git("tag", "0.9.0")
        done = self.here.release("0.10.0", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_tag_that_is_there_is_refused(self):
        self.here.git("tag", "0.2.0")
        self.refused("0.2.0", because="the tag 0.2.0 is there already")

    def test_a_tree_that_is_not_clean_is_refused(self):
        self.here.edit("CHANGELOG.md", "new", "newer")
        self.refused("0.2.0", because="the tree is not clean: CHANGELOG.md")
        self.here.git("checkout", "--quiet", "CHANGELOG.md")
        (self.here.folder / "forgotten.txt").write_text("here\n")
        self.refused("0.2.0", because="the tree is not clean: forgotten.txt")

    def test_another_branch_is_refused(self):
        self.here.git("checkout", "--quiet", "-b", "idea")
        self.refused("0.2.0", because="this is idea, and releases are made on main")

    def test_failing_tests_are_a_refusal(self):
        self.refused("0.2.0", "--tests", "git no-such-command", because="failed with 1")
        self.refused("0.2.0", "--tests", "no-such-program", because="cannot be run")
        self.refused("0.2.0", "--tests", " ", because="name the command of the tests")

    def test_a_changelog_without_news_is_refused(self):
        self.here.edit("CHANGELOG.md", r"(?s)### Added\n\n- A thing that is new.\n\n", "")
        self.here.commit("Nothing new")
        self.refused("0.2.0", because='no entry under "Unreleased"')

    def test_a_place_without_its_version_is_refused(self):
        self.here.edit(PYTHON, "__version__", "version")
        self.here.commit("Break")
        self.refused("0.2.0", because=f"{PYTHON} states the version 0 times")

    def test_a_commit_that_fails_leaves_nothing(self):
        hook = self.here.folder / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        self.refused("0.2.0", "--tests", "git --version", because="git commit failed")

    def test_a_tag_that_fails_leaves_nothing(self):
        # A tag below this name keeps git from writing one of the name itself.
        self.here.git("tag", "0.2.0/kept")
        self.refused("0.2.0", "--tests", "git --version", because="git tag failed")

    def test_wrong_usage_has_a_status_of_its_own(self):
        self.assertEqual(self.here.release().returncode, 64)
        self.assertEqual(self.here.release("0.2.0", "--force").returncode, 64)


class CheckTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = Repository(Path(folder.name))

    def test_places_that_agree_pass(self):
        for arguments in ([], ["0.1.0"]):
            done = self.here.release("--check", *arguments)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_places_that_differ_are_named(self):
        self.here.edit(PYTHON, "0.1.0", "0.1.1")
        done = self.here.release("--check")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{SOURCE} says 0.1.0, but {PYTHON} says 0.1.1", done.stderr)

    def test_another_version_than_wanted_is_refused(self):
        done = self.here.release("--check", "0.2.0")
        self.assertEqual(done.returncode, 1)
        self.assertIn("says 0.1.0, not 0.2.0", done.stderr)

    def test_this_repository_agrees(self):
        done = subprocess.run([ROOT / "Scripts/release", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
