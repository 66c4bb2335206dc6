"""Words that move into and out of sentences keep every letter that a name or an acronym needs."""

import pytest

from core.sentences import mid_sentence, sentence_end, sentence_start


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("In force", "in force"),
        ("NHS foundation trust", "NHS foundation trust"),
        ("GP-led services", "GP-led services"),
        ("GSS code", "GSS code"),
        ("E-mail address", "e-mail address"),
        ("Non-recurrent", "non-recurrent"),
        ("s.75 agreement", "s.75 agreement"),
        ("A grant", "a grant"),
        ("McKinsey review", "McKinsey review"),
        ("A&E", "A&E"),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_label_inside_a_sentence(label, said):
    assert mid_sentence(label) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the fund", "The fund"),
        ("eHealth record", "eHealth record"),
        ("iBCF", "iBCF"),
        ("NHS trust", "NHS trust"),
        ("ŵyl", "Ŵyl"),
        ("s.75 agreement", "s.75 agreement"),
        ("2003/04 budgets", "2003/04 budgets"),
        ("", ""),
    ],
)
def test_the_beginning_of_a_sentence(words, said):
    assert sentence_start(words) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [("Cabinet", "Cabinet."), ("Subject:", "Subject:"), ("Is it key?", "Is it key?"), ("Ltd.", "Ltd.")],
)
def test_words_end_a_sentence_with_one_mark(words, said):
    assert sentence_end(words) == said
