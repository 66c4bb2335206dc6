"""The bodies of Leicester, Leicestershire and Rutland, which two cases share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.cases.desk import Desk
from partnerships.models import Body, Succession


@dataclass(frozen=True)
class Bodies:
    city: Body
    county: Body
    rutland: Body


def councils(desk: Desk) -> Bodies:
    """The three social services authorities."""
    city = desk.body("Leicester City Council", "unitary-council", gss_code="E06000016")
    county = desk.body("Leicestershire County Council", "county-council", gss_code="E10000018", kept_by=city)
    rutland = desk.body("Rutland County Council", "unitary-council", gss_code="E06000017", kept_by=city)
    return Bodies(city, county, rutland)


def city_trusts(desk: Desk, city: Body) -> tuple[Body, Body]:
    """The two primary care trusts of the city, which merged on 1 October 2006."""
    west = desk.body(
        "Leicester City West Primary Care Trust",
        "primary-care-trust",
        closed_on=date(2006, 9, 30),
        kept_by=city,
    )
    east = desk.body(
        "Eastern Leicester Primary Care Trust",
        "primary-care-trust",
        closed_on=date(2006, 9, 30),
        kept_by=city,
    )
    merged = desk.body(
        "Leicester City Primary Care Trust",
        "primary-care-trust",
        opened_on=date(2006, 10, 1),
        closed_on=date(2013, 3, 31),
        kept_by=city,
    )
    for trust in (west, east):
        desk.succession(trust, merged, Succession.Kind.MERGER)
    return west, east
