"""The door for files that people send: each is what it says, carries nothing that runs, and is scanned.

A PDF is looked at as bytes, and its object streams unpacked, for what a signed copy never needs: scripts,
actions that start programs, files within the file. An installation's own virus scanner may be asked as well.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import zlib
from collections.abc import Iterator

from django.conf import settings

MEGABYTE = 1024 * 1024
UNREADABLE = "A part of the PDF cannot be read, so it cannot be checked"
LARGEST_UNPACKED = 64 * MEGABYTE  # of all object streams of one file
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BEFORE_A_STREAM = 4000  # bytes in which its dictionary is looked for
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Names of PDF (ISO 32000) by which a file does something, or carries another file.
_RUNS = {
    b"JavaScript": "a script",
    b"Launch": "an action that starts a program",
    b"EmbeddedFile": "a file within the file",
    b"EmbeddedFiles": "a file within the file",
    b"RichMedia": "a film or an animation",
    b"XFA": "a form with a program in it",
    b"SubmitForm": "an action that sends what is in it",
    b"ImportData": "an action that reads another file",
}
_NAMES = re.compile(rb"/([^\s/<>\[\]()%{}]{1,127})")


class FileRefused(ValueError):
    """The file is not taken, for this reason."""


def check_pdf(content: bytes) -> None:
    """Raise `FileRefused` unless the bytes are a PDF file that carries nothing that runs."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise FileRefused("This is no PDF file, whatever its name says. Save the signed copy as PDF")
    for part in (content, *_unpacked(content)):
        names = {_plain(name) for name in _NAMES.findall(part)}
        if b"Encrypt" in names and part is content:
            raise FileRefused("The PDF is encrypted, so it cannot be checked. Save it without a password")
        if found := sorted({_RUNS[name] for name in names & set(_RUNS)}):
            told = f"The PDF holds {' and '.join(found)}, and is not taken."
            raise FileRefused(f"{told} Print it to PDF anew, then attach that")


def _plain(said: bytes) -> bytes:
    """With the characters that a PDF may write by their codes: J#61vaScript is JavaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), said) if b"#" in said else said


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What its object streams hold: newer files keep most of their objects in those."""
    whole, left = memoryview(content), LARGEST_UNPACKED
    for stream in _STREAM.finditer(content):
        begins = max(0, stream.start() - _BEFORE_A_STREAM)
        about = _plain(content[max(begins, content.rfind(b"obj", begins, stream.start())) : stream.start()])
        if b"/ObjStm" not in about:
            continue
        if b"/DecodeParms" in about:
            raise FileRefused(UNREADABLE)
        try:
            unpacked = zlib.decompressobj().decompress(whole[stream.end() :], left)
        except zlib.error:
            raise FileRefused(UNREADABLE) from None
        left -= len(unpacked)
        if left <= 0:
            raise FileRefused("The PDF unpacks to too much to be checked")
        yield unpacked


def scan(content: bytes) -> None:
    """Ask the installation's own scanner, where FILE_SCANNER names one. Raises `FileRefused`.

    The command gets the bytes on its standard input: it ends with 0 for a clean file, with 1 for one that is
    refused; anything else, or nothing in time, and the file cannot be taken now.
    """
    if not settings.FILE_SCANNER:
        return
    try:
        ended = subprocess.run(
            shlex.split(settings.FILE_SCANNER),
            input=content,
            capture_output=True,
            timeout=settings.FILE_SCANNER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise FileRefused("The virus scanner does not answer. Try again later") from None
    if ended.returncode == 1:
        raise FileRefused("The virus scanner refuses this file")
    if ended.returncode:
        raise FileRefused("The virus scanner could not check this file. Try again later")
