"""The PDF/UA validator itself: a gate that let everything through would prove nothing."""

import pytest
from weasyprint import HTML

from tests.pdf_gate import assert_pdf_ua, broken_rules

PAGE = "<html lang=en-GB><head><title>Report</title></head><body><h1>Report</h1><p>Text</p></body></html>"


def test_gate_passes_a_tagged_document():
    assert_pdf_ua(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))


def test_gate_names_the_rules_that_an_untagged_document_breaks():
    [(_, rules)] = broken_rules(HTML(string=PAGE).write_pdf())
    assert any(rule.startswith("1 x 6.2 test 1: ") for rule in rules)  # it is not marked as tagged


def test_gate_fails_what_is_no_pdf():
    with pytest.raises(pytest.fail.Exception, match="cannot be validated"):
        assert_pdf_ua(b"not a PDF")
