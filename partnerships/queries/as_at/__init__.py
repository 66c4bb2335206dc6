"""Reading agreements as at a day: all of them together, in a number of queries that never grows."""

from partnerships.queries.as_at.reader import (
    agreement_as_at,
    agreements_as_at,
    part_of_agreement,
    put_back_former_holders,
)

__all__ = ["agreement_as_at", "agreements_as_at", "part_of_agreement", "put_back_former_holders"]
