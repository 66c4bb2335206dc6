"""`python -m bench SIZE…`: seed a scratch database of each size, measure, and print one table."""

from __future__ import annotations

import sys
from time import perf_counter

import django

from bench import databases


def main(sizes: list[int]) -> None:
    databases.use_scratch_databases()
    try:
        _seed(sizes)
        _measure(sizes)
    finally:
        databases.close_all()
        databases.drop(sizes)


def _seed(sizes: list[int]) -> None:
    databases.make_empty()
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import seeding

    call_command("migrate", verbosity=0)
    seeding.record_case()
    connection.close()
    for size in sizes:
        begun = perf_counter()
        databases.make_copy(size)
        databases.turn_to(size)
        seeding.grow(size)
        there = ", ".join(f"{number:,} {what}" for what, number in seeding.counts().items())
        print(f"Seeded {size:,}x in {perf_counter() - begun:.0f} s: {there}", flush=True)


def _measure(sizes: list[int]) -> None:
    from bench import busy, documents, finding, merger, pages, table, varying

    asked = pages.everybody(sizes)
    rows = [*pages.measure_pages(asked), *pages.measure_public(sizes), pages.measure_attention(asked)]
    databases.turn_to(sizes[-1])
    rows += documents.measure_documents()
    rows.append(busy.measure_busy(sizes[-1]))
    rows.append(finding.measure_search(sizes[-1]))
    rows.append(varying.measure_variations(sizes[-1]))
    rows += merger.measure_merger(sizes[-1])
    table.print_table([each.column for each in asked], rows)


if __name__ == "__main__":
    main(sorted({int(size) for size in ",".join(sys.argv[1:]).split(",")}))
