"""Form fields that forgive how people type, and say in words what they cannot take."""

from core.forms.fields.dates import DateField, DateInput, FinancialYearField
from core.forms.fields.hidden import LOST, SubmissionField, VersionField
from core.forms.fields.money import PoundsField
from core.forms.fields.text import CodeField, ProseField, ReasonField, ReferenceField, ShortText, Suggestions

__all__ = [
    "LOST",
    "CodeField",
    "DateField",
    "DateInput",
    "FinancialYearField",
    "PoundsField",
    "ProseField",
    "ReasonField",
    "ReferenceField",
    "ShortText",
    "SubmissionField",
    "Suggestions",
    "VersionField",
]
