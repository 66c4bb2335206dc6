"""What is taken as a PDF file, what is refused, and what an installation's own scanner says."""

import zlib

import pytest

from core.uploads import FileRefused, check_pdf, scan

PLAIN = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def with_object(said: bytes) -> bytes:
    return PLAIN.replace(b"trailer", b"2 0 obj\n" + said + b"\nendobj\ntrailer")


def packed(said: bytes, times: int = 1) -> bytes:
    """The same inside an object stream, as newer files keep it."""
    stream = zlib.compress(said * times)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return with_object(head + stream + b"\nendstream")


def test_a_pdf_that_only_shows_something_is_taken():
    check_pdf(PLAIN)
    check_pdf(with_object(b"<< /OpenAction [1 0 R /Fit] /AcroForm << /SigFlags 3 >> /Type /Sig >>"))
    check_pdf(packed(b"<< /Type /Page >>"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><script>alert(1)</script></html>", "no PDF file"),
        (b"", "no PDF file"),
        (b"GIF89a" + PLAIN, "no PDF file"),
        (PLAIN[:-7], "no PDF file"),
        (with_object(b"<< /S /JavaScript /JS (app.alert) >>"), "a script"),
        (with_object(b"<< /S /J#61vaScript >>"), "a script"),
        (with_object(b"<< /S /Launch /F (cmd.exe) >>"), "starts a program"),
        (with_object(b"<< /Type /EmbeddedFile >>"), "a file within the file"),
        (with_object(b"<</AcroForm<</XFA 3 0 R>>>>"), "a form with a program"),
        (packed(b"<< /S /JavaScript >>"), "a script"),
        (packed(b"0" * 1_000_000, 70), "unpacks to too much"),
        (with_object(b"<< /Type /ObjStm >>\nstream\nnot deflated\nendstream"), "cannot be read"),
        (packed(b"<< /Type /Page >>").replace(b"/Filter", b"/DecodeParms << >> /Filter"), "cannot be read"),
        (PLAIN.replace(b"/Root", b"/Encrypt 5 0 R /Root"), "encrypted"),
    ],
)
def test_anything_else_is_refused_and_why(content, told):
    with pytest.raises(FileRefused, match=told):
        check_pdf(content)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("", ""),
        ("grep -q %PDF", ""),
        ("sh -c 'cat > /dev/null; exit 1'", "refuses this file"),
        ("sh -c 'cat > /dev/null; exit 2'", "could not check"),
        ("/no/such/scanner", "does not answer"),
        ("sleep 5", "does not answer"),
    ],
)
def test_the_installation_s_own_scanner_is_asked(settings, command, told):
    settings.FILE_SCANNER, settings.FILE_SCANNER_SECONDS = command, 0.2 if command == "sleep 5" else 20
    if not told:
        scan(PLAIN)
        return
    with pytest.raises(FileRefused, match=told):
        scan(PLAIN)
