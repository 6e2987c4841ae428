"""The wheel that SWIFTKMEANS_WHEEL names: its size, its tag, what binaries show and need."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile

import swiftkmeans

WHEEL = Path(os.environ.get("SWIFTKMEANS_WHEEL", ""))
HEADER = Path(__file__).parents[3] / "Sources" / "KMeansABI" / "include" / "kmeans.h"
#: Megabytes, of a million bytes.
MOST = 16
#: What every Linux of the wheel's age has.
NEEDED = re.compile(
    r"(libc|libm|libstdc\+\+|libgcc_s|libpthread|libdl|librt|libutil|ld-linux[\w-]*)\.so\.\d+"
)

pytestmark = [
    pytest.mark.skipif(WHEEL.suffix != ".whl", reason="SWIFTKMEANS_WHEEL names no wheel"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files"),
]


@pytest.fixture(scope="module")
def files():
    with zipfile.ZipFile(WHEEL) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


def binary(files, name):
    return ELFFile(io.BytesIO(files[f"swiftkmeans/{name}"]))


def test_it_is_small():
    assert WHEEL.stat().st_size < MOST * 10**6


def test_it_holds_what_it_must_and_no_more(files):
    folder = Path(swiftkmeans.__file__).parent
    sources = {f"swiftkmeans/{path.relative_to(folder)}" for path in folder.rglob("*.py")}
    built = {"swiftkmeans/libKMeansABI.so", "swiftkmeans/kmeans"}
    own = {name for name in files if ".dist-info/" not in name}
    assert own == sources | built | {"swiftkmeans/py.typed"}


def test_the_command_may_be_run():
    with zipfile.ZipFile(WHEEL) as wheel:
        mode = wheel.getinfo("swiftkmeans/kmeans").external_attr >> 16
    assert mode & 0o111 == 0o111


def test_what_it_says_of_itself(files):
    (name,) = [name for name in files if name.endswith(".dist-info/METADATA")]
    facts = Parser().parsestr(files[name].decode())
    assert facts["Name"] == "swiftkmeans"
    assert facts["Version"] == swiftkmeans.__version__
    always = [one for one in facts.get_all("Requires-Dist") if "extra" not in one]
    assert [re.match(r"[\w-]+", one)[0] for one in always] == ["numpy"]


def test_the_bill_of_materials(files):
    """PEP 770's place; CycloneDX; what is linked into the binaries, and nothing else."""
    (name,) = [name for name in files if ".dist-info/sboms/" in name]
    assert name.endswith("/swiftkmeans.cdx.json")
    bill = json.loads(files[name])
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    root = bill["metadata"]["component"]
    assert root["purl"] == f"pkg:pypi/swiftkmeans@{swiftkmeans.__version__}"
    parts = {part["name"]: part for part in bill["components"]}
    assert set(bill["dependencies"][0]["dependsOn"]) == set(parts)
    assert all(part["licenses"][0]["expression"] for part in parts.values())
    both = files["swiftkmeans/kmeans"] + files["swiftkmeans/libKMeansABI.so"]
    # Words that each leaves in a binary that has a part of it.
    marks = {
        "swift-argument-parser": rb"ArgumentParser", "swift": rb"Swift/ContiguousArrayBuffer",
        "swift-foundation": rb"FoundationEssentials", "swift-foundation-icu": rb"icudt\d+",
    }
    for part, mark in marks.items():
        assert (part in parts) == (re.search(mark, both) is not None), part
    assert re.fullmatch(r"\d+\.\d+\.\d+", parts["swift-argument-parser"]["version"])
    assert parts["swift"]["version"].startswith("6.")


@pytest.mark.parametrize("name", ["libKMeansABI.so", "kmeans"])
def test_binaries_need_nothing_unusual(files, name):
    dynamic = binary(files, name).get_section_by_name(".dynamic")
    needed = {tag.needed for tag in dynamic.iter_tags("DT_NEEDED")}
    assert needed
    assert [one for one in needed if not NEEDED.fullmatch(one)] == []
    assert list(dynamic.iter_tags("DT_RPATH")) == []


def test_the_library_shows_the_functions_of_its_header_alone(files):
    text = re.sub(r"//.*", "", HEADER.read_text())
    # What has a body is inline, and the caller's own.
    declared = set(re.findall(r"\b(kmeans_\w+)\([^{};]*\);", text))
    assert len(declared) > 20
    symbols = binary(files, "libKMeansABI.so").get_section_by_name(".dynsym").iter_symbols()
    shown = {
        symbol.name
        for symbol in symbols
        if symbol.name
        and symbol["st_shndx"] != "SHN_UNDEF"
        and symbol["st_info"]["bind"] in ("STB_GLOBAL", "STB_WEAK", "STB_LOOS")
    }
    assert shown == declared


def test_auditwheel_agrees_with_the_tag():
    done = subprocess.run(
        [sys.executable, "-m", "auditwheel", "show", str(WHEEL)],
        capture_output=True,
        text=True,
        check=True,
    )
    said = re.sub(r"\s+", " ", done.stdout)
    tag = WHEEL.stem.split("-")[-1]
    found = re.search(r'platform tag: "(\w+)"', said)
    assert found, said
    glibc = re.compile(r"manylinux_(\d+)_(\d+)_(\w+)")
    theirs, ours = glibc.fullmatch(found[1]), glibc.fullmatch(tag)
    assert theirs and ours, (found[1], tag)
    assert theirs[3] == ours[3]
    assert (int(theirs[1]), int(theirs[2])) <= (int(ours[1]), int(ours[2]))


def test_it_runs_in_an_environment_of_its_own(tmp_path):
    """NumPy is this environment's; all else of the wheel is unpacked by itself."""
    with zipfile.ZipFile(WHEEL) as wheel:
        wheel.extractall(tmp_path)
    code = (
        "import sys; sys.modules['sklearn'] = None\n"
        "import swiftkmeans\n"
        "assert swiftkmeans.__file__.startswith(sys.argv[1])\n"
        "print(swiftkmeans.KMeans(2, random_state=0).fit([[0.0], [1.0], [9.0]]).labels_)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.strip(" [\n]").split()) == ["0", "0", "1"]
