"""Writes of this app that are more than recording, changing or retiring one record."""

from budgets.actions.agreeing import agree_figures, record_agreed_as_reported, see_lost_agreements
from budgets.actions.copying import MoneyCopied, copy_agreement
from budgets.actions.exports import export_schedule
from budgets.actions.figures import (
    NothingChanged,
    add_line_for_each_partner,
    change_line,
    retire_with_figures,
    save_contributions,
    settle_figures,
)

__all__ = [
    "MoneyCopied",
    "NothingChanged",
    "add_line_for_each_partner",
    "agree_figures",
    "copy_agreement",
    "change_line",
    "export_schedule",
    "record_agreed_as_reported",
    "retire_with_figures",
    "save_contributions",
    "see_lost_agreements",
    "settle_figures",
]
