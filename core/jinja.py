"""The one template environment: pages and PDFs alike.

Our own templates fail loudly on a name that is not there; the design system's macros, which leave
most of their parameters out, do not.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import django.forms
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import is_aware, localtime
from djmoney.money import Money
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup

from core.dates import FinancialYear, in_words
from core.navigation import footer_links, links_from
from core.sentences import mid_sentence, sentence_start

NOTHING = "—"

type Amount = Money | Decimal | int | None


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment that `settings.TEMPLATES` names."""
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            DesignSystem({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            FileSystemLoader(Path(django.forms.__file__).parent / "jinja2"),
        ]
    )
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**options, extensions=["jinja2.ext.do"])
    env.globals |= {
        "url": url,
        "static": static,
        "problems": problems,
        "query": query,
        "footer_links": footer_links,
        "links_from": links_from,
    }
    env.filters |= FILTERS
    env.tests |= {"blank": is_blank, "whole_pounds": is_whole_pounds}
    return env


class DesignSystem(PrefixLoader):
    """Loads the GOV.UK macros into an environment where a parameter left out is simply empty."""

    _lenient: Environment | None = None

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        if self._lenient is None:
            self._lenient = environment.overlay(undefined=ChainableUndefined)
        return super().load(self._lenient, name, globals)


# Globals


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page: `url("core:rule-list")`."""
    return reverse(name, args=args, kwargs=kwargs)


def query(request: HttpRequest, **changes: Any) -> str:
    """Return the page's query string with values set, or taken out where None: `query(request, page=2)`."""
    values = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}" if values else "?"


def problems(*forms: Any) -> list[dict[str, str | None]]:
    """List every error of the forms as {text, href}: each links to the input it is about.

    A form that is None is passed over.
    """
    return [found for form in forms if form is not None and form.is_bound for found in _form_problems(form)]


def _form_problems(form: Any) -> Iterable[dict[str, str | None]]:
    for text in form.non_field_errors():
        yield {"text": text, "href": None}
    for field in form:
        for text in field.problems:
            yield {"text": text, "href": None if field.is_hidden else f"#{field.first_input_id}"}


# Filters


def long_date(value: date | None) -> str:
    """1 April 2026, in UK time for a moment."""
    day = _local(value)
    return NOTHING if day is None else in_words(day)


def _local(value: date | None) -> date | None:
    """The day, or the moment in UK time; None for the empty text of a form too."""
    if value is None or value == "":
        return None
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value


def moment(value: datetime | None) -> str:
    """22 November 2026, 2.05pm: UK time."""
    if value is None or value == "":
        return NOTHING
    at = localtime(value) if is_aware(value) else value
    half = "am" if at.hour < 12 else "pm"
    return f"{long_date(at.date())}, {at.hour % 12 or 12}.{at.minute:02d}{half}"


def money(value: Amount, pence: bool = True) -> str:
    """£1,026,000.00; with pence=False, £1,026,000 if there are no pence to lose. A minus sign is U+2212."""
    if (amount := _amount(value)) is None:
        return NOTHING
    text = f"£{abs(amount):,.2f}"
    if not pence:
        text = text.removesuffix(".00")
    return _signed(amount, text)


def in_unit(value: Amount, unit: int) -> str:
    """In £000, £1,026,000 as 1,026 and £54,125 as 54.125, never rounded; in £m alike; in £ with its sign."""
    if unit == 1:
        return money(value, pence=False)
    if (amount := _amount(value)) is None:
        return NOTHING
    text = f"{abs(amount) / unit:,.8f}".rstrip("0").removesuffix(".")
    return _signed(amount, text)


def unit_name(unit: int) -> str:
    """£, £000 or £m: what one unit of a table is."""
    return {1: "£", 1_000: "£000", 1_000_000: "£m"}[unit]


def _amount(value: Amount) -> Decimal | None:
    if value is None or value == "":
        return None
    return Decimal(value.amount if isinstance(value, Money) else value)


def _signed(amount: Decimal, text: str) -> str:
    return f"\N{MINUS SIGN}{text}" if amount < 0 else text


def financial_year(value: FinancialYear | int | None) -> str:
    """2003/04, from the year or the calendar year that it starts in."""
    if value is None or value == "":
        return NOTHING
    return str(FinancialYear(value) if isinstance(value, int) else value)


def prose(text: str | None, heading_level: int = 3) -> Markup:
    """What an officer typed as safe HTML in the shape it was typed; nothing where it is empty."""
    from core.prose import to_html

    return to_html(text, heading_level) if text else Markup("")


def markdown(text: str, heading_level: int = 3) -> Markup:
    """A page of help of our own as HTML."""
    from core.prose import markdown_to_html

    return markdown_to_html(text, heading_level)


def file_size(count: int) -> str:
    """740 bytes, 48 kB, 1.2 MB: thousands, as file managers count."""
    if count < 1000:
        return plural(count, "byte")
    return f"{count / 1000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


def short_sha(value: str) -> str:
    """The first 12 characters of a SHA-256: enough to tell two issues apart by eye."""
    return value[:12]


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 agreement, 3 agreements; `plural("body", "bodies")` for the rest."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def yes_no(value: bool | None) -> str:
    """Yes, No or a dash for not known."""
    return NOTHING if value is None else "Yes" if value else "No"


def is_blank(value: Any) -> bool:
    """Say whether there is nothing to show: None, no text, an empty list. Zero and False are something."""
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


def is_whole_pounds(value: Amount) -> bool:
    """Say whether there are no pence to lose; so for no amount at all."""
    return not (_amount(value) or Decimal(0)) % 1


FILTERS: dict[str, Callable[..., Any]] = {
    "date": long_date,
    "moment": moment,
    "money": money,
    "in_unit": in_unit,
    "unit_name": unit_name,
    "financial_year": financial_year,
    "prose": prose,
    "markdown": markdown,
    "file_size": file_size,
    "short_sha": short_sha,
    "plural": plural,
    "yes_no": yes_no,
    "mid_sentence": mid_sentence,
    "sentence_start": sentence_start,
}
