"""Scripts/man: every command and option of the help has its place, and roff takes it all."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "man"
KMEANS = os.environ.get("KMEANS_PROGRAM")

# A command whose words try to be roff's, or to get lost.
AWKWARD = {
    "command": {
        "commandName": "tool",
        "abstract": "Does a thing.",
        "discussion": ".SH no heading\n\n'quoted' at the start\n\nEXAMPLES\n  tool 'a\\b'\n\n"
        "EXIT CODES\n  0    done\n  71   one line\n       and one more",
        "shouldDisplay": True,
        "arguments": [
            {
                "kind": "option",
                "names": [{"kind": "short", "name": "k"}, {"kind": "long", "name": "k-means"}],
                "valueName": "a-value",
                "abstract": ".hidden",
                "allValues": ["one", "two"],
                "defaultValue": "one",
                "isOptional": False,
                "sectionTitle": "Method",
                "shouldDisplay": True,
            },
            {
                "kind": "flag",
                "names": [{"kind": "long", "name": "secret"}],
                "isOptional": True,
                "shouldDisplay": False,
            },
        ],
        "subcommands": [
            {"commandName": "help", "abstract": "Helps.", "shouldDisplay": True, "arguments": []},
        ],
    }
}


def plain(page: str) -> str:
    """The page's words without roff's marks."""
    words = page.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
    return words.replace("\\-", "-").replace("\\(aq", "'").replace("\\&", "").replace("\\e", "\\")


class ManTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, program: str) -> dict[str, str]:
        """The files that the script writes, by their paths."""
        target = self.folder / "share"
        environment = {**os.environ, "KMEANS_PROGRAM": program, "SOURCE_DATE_EPOCH": "1700000000"}
        done = subprocess.run([SCRIPT, target], env=environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {
            str(path.relative_to(target)): path.read_text()
            for path in target.rglob("*")
            if path.is_file()
        }

    def awkward(self) -> str:
        program = self.folder / "tool"
        (self.folder / "help.json").write_text(json.dumps(AWKWARD))
        program.write_text(
            "#!/bin/sh\ncase $1 in\n--version) echo 1.2.3 ;;\n"
            f"--experimental-dump-help) cat {self.folder}/help.json ;;\n*) echo $2 ;;\nesac\n"
        )
        program.chmod(0o755)
        return str(program)

    def assert_sound(self, files: dict[str, str]) -> None:
        """No warnings of the programs that show pages, where there are any."""
        pages = [self.folder / "share" / path for path in files if path.startswith("man/")]
        checks = {
            "mandoc": ["-T", "lint", "-W", "warning"],
            "groff": ["-ww", "-z", "-man", "-Tutf8"],
        }
        for name, options in checks.items():
            if shutil.which(name):
                done = subprocess.run(
                    [name, *options, *pages],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                )
                self.assertEqual(done.stdout, "")

    def test_words_stay_words(self):
        files = self.write(self.awkward())
        self.assertEqual(
            sorted(files),
            [
                "bash-completion/completions/kmeans",
                "fish/vendor_completions.d/kmeans.fish",
                "man/man1/tool.1",
                "zsh/site-functions/_kmeans",
            ],
        )
        page = files["man/man1/tool.1"]
        self.assertIn('.TH TOOL 1 "2023-11-14" "kmeans 1.2.3"', page)
        self.assertEqual(
            re.findall(r"(?m)^\.SH (.*)$", page),
            ["NAME", "SYNOPSIS", "DESCRIPTION", "METHOD", "EXAMPLES", "EXIT STATUS"],
        )
        words = plain(page)
        self.assertIn("tool [options] -k, --k-means a-value", words)
        self.assertIn(".hidden (values: one, two; default: one)", words)
        self.assertIn("tool 'a\\b'", words)
        self.assertIn("71\none line\nand one more", words)
        self.assertNotIn("secret", words)
        self.assert_sound(files)

    def test_a_program_that_fails_writes_nothing(self):
        environment = {**os.environ, "KMEANS_PROGRAM": "false"}
        target = self.folder / "share"
        done = subprocess.run([SCRIPT, target], env=environment, capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertFalse(target.exists())

    @unittest.skipUnless(KMEANS, "KMEANS_PROGRAM names no program")
    def test_every_command_and_option_has_its_place(self):
        files = self.write(KMEANS)
        asked = [KMEANS, "--experimental-dump-help"]
        root = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)["command"]
        commands = {"kmeans": root}
        for command in root["subcommands"]:
            if command["commandName"] != "help" and command["shouldDisplay"]:
                commands[f"kmeans-{command['commandName']}"] = command
        self.assertEqual(
            {path for path in files if path.startswith("man/")},
            {f"man/man1/{name}.1" for name in commands},
        )
        options = 0
        for name, command in commands.items():
            page = files[f"man/man1/{name}.1"]
            words = plain(page)
            for other in commands:
                self.assertEqual(words.count(f"{other}(1)"), 0 if other == name else 1)
            for argument in command["arguments"]:
                # What is refused is hidden: it is known only to say so.
                if not argument["shouldDisplay"]:
                    continue
                options += 1
                self.assertIn(argument["abstract"], words)
                for one in argument.get("names", []):
                    dashes = "--" if one["kind"] == "long" else "-"
                    self.assertRegex(words, rf"(?m)^(?:.*, )?{dashes}{re.escape(one['name'])}\b")
        self.assertGreater(options, 50)
        self.assertIn("EXIT STATUS", files["man/man1/kmeans.1"])
        self.assert_sound(files)

    @unittest.skipUnless(KMEANS, "KMEANS_PROGRAM names no program")
    def test_shells_take_the_completions(self):
        files = self.write(KMEANS)
        for shell, check in {"bash": "-n", "zsh": "-n", "fish": "--no-execute"}.items():
            (path,) = [path for path in files if shell in path.split("/")[0]]
            self.assertIn("--max-iterations" if shell != "fish" else "max-iterations", files[path])
            if shutil.which(shell):
                subprocess.run([shell, check, self.folder / "share" / path], check=True)


if __name__ == "__main__":
    unittest.main()
