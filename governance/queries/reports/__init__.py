"""What a Cabinet report says, ready to be shown: one reading for the page and the PDF alike."""

from governance.queries.reports.charts import with_chart
from governance.queries.reports.facts import ReportFacts
from governance.queries.reports.reading import Links, as_it_reads, reader, section_as_it_reads, section_reader
from governance.queries.reports.rows import (
    further_agreements_of,
    further_reports_of,
    gather,
    next_reference,
    partners_named,
    put_together,
    read_anew,
    reports_seen_by,
    retired_contents_of,
    retired_reports_of,
    sections_by_front,
    sections_by_part,
    sections_left_out,
)
from governance.queries.reports.sections import Gathered, facts_of_gathered, report_facts

__all__ = [
    "Gathered",
    "Links",
    "ReportFacts",
    "as_it_reads",
    "facts_of_gathered",
    "further_agreements_of",
    "further_reports_of",
    "gather",
    "next_reference",
    "partners_named",
    "put_together",
    "read_anew",
    "reader",
    "report_facts",
    "section_as_it_reads",
    "section_reader",
    "reports_seen_by",
    "retired_contents_of",
    "retired_reports_of",
    "sections_by_front",
    "sections_by_part",
    "sections_left_out",
    "with_chart",
]
