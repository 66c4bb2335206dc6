"""Writes of this app that are more than recording, changing or retiring one record."""

from partnerships.actions import handing_over  # noqa: F401  registers what hangs on a body
from partnerships.actions.attention import answer_attention, take_back_answer, update_attention
from partnerships.actions.body_files import import_bodies
from partnerships.actions.copying import copy_agreement
from partnerships.actions.novation import novate, novate_several
from partnerships.actions.records import (
    accept_invitation,
    ask_operator,
    confirm_party,
    erase_person,
    give_role,
    invite,
    issue_password_link,
    let_in_first_administrator,
    let_in_operator,
    record_agreement,
    refuse_invitation,
    withdraw_invitation,
)
from partnerships.actions.statuses import move_agreement_status
from partnerships.actions.succession import change_reorganisation, name_bodies

__all__ = [
    "accept_invitation",
    "answer_attention",
    "ask_operator",
    "change_reorganisation",
    "confirm_party",
    "copy_agreement",
    "erase_person",
    "give_role",
    "import_bodies",
    "invite",
    "issue_password_link",
    "let_in_first_administrator",
    "let_in_operator",
    "move_agreement_status",
    "name_bodies",
    "novate",
    "novate_several",
    "record_agreement",
    "refuse_invitation",
    "take_back_answer",
    "update_attention",
    "withdraw_invitation",
]
