"""The only door to WeasyPrint: a page of HTML in, a tagged PDF/UA-1 out."""

from pathlib import Path

from django.conf import settings

from core.processes import in_own_process


def render_pdf(html: str) -> bytes:
    """Lay a whole page of HTML out as PDF/UA-1; the same page gives the same bytes.

    A character that no font can show is printed as a question mark: PDF/UA forbids the empty box that would
    stand there. Raises `core.pdf_layout.AssetMissing` where the set-up has not built the fonts, and
    `processes.CannotRender`.
    """
    pdf: bytes = in_own_process("core.pdf_layout:laid_out", html, Path(settings.BASE_DIR))
    return pdf
