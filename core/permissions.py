"""Who may do what: the whole table on one page, readable by an auditor.

A user holds roles at partner bodies. A role gives its permissions over every agreement (and what
belongs to it) to which that body is a partner, and never over another partnership's. The operator's
role is over no body: it gives permissions over what all bodies share, and over nobody's agreements.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db import models

from core.sentences import mid_sentence

if TYPE_CHECKING:
    from core.models import Record, User


# Stands in place of a body's key for what belongs to no body, but to the site.
SITE: Final = None


class Role(models.TextChoices):
    OFFICER = "officer", "Commissioning officer"
    FINANCE = "finance", "Finance"
    LEGAL = "legal", "Legal"
    CLERK = "clerk", "Committee clerk"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"
    EXEMPT_READER = "exempt_reader", "Reader of exempt reports"
    OPERATOR = "operator", "Site operator"


ROLES_AT_BODIES = tuple(role for role in Role if role is not Role.OPERATOR)


class Permission(StrEnum):
    """The value completes "You may …"."""

    SEE = "see agreements and all that belongs to them, with their history"
    CHANGE_BODIES = "record and change partner bodies"
    CHANGE_AGREEMENTS = "record and change agreements, parties, services and provisions"
    ANSWER_INVITATIONS = "accept or refuse an invitation to be party to an agreement"
    CHANGE_FUNDS = "record and change funds, contributions and grants"
    AGREE_FIGURES = "agree the contributions of your own body"
    CHANGE_BOARDS = "record and change boards, seats, members and meetings"
    CHANGE_REPORTS = "draft and change Cabinet reports"
    GIVE_ADVICE = "write the advice that a Cabinet report asks of your role"
    RECORD_DECISIONS = "record what your own body's meetings decided, and what becomes of it"
    CLEAR_REPORTS = "clear Cabinet reports for the post that is named in them"
    COMMENT_ON_REPORTS = "comment on the texts of Cabinet reports"
    SEE_EXEMPT = "read what is exempt in reports to your own body's meetings"
    ISSUE_AGREEMENTS = "issue agreement documents"
    ISSUE_REPORTS = "issue Cabinet reports"
    ISSUE_SCHEDULES = "issue budget schedules"
    EXPORT_SCHEDULES = "export budget schedules"
    ANSWER_ATTENTION = "take on, put off or accept what needs attention"
    READ_HISTORY = "read the history of what all share, and of all else that they may see"
    READ_SECURITY = "read the sign-ins and changes of rights of their own body's people"
    MANAGE_PEOPLE = "give and end people's roles at their own body"
    CHANGE_LAYOUTS = "record and change the report layouts of your own body, or as operator the shared ones"
    CHANGE_REFERENCE = "correct kinds of bodies, legal bases and kinds of provision"
    PUBLISH = "choose what your own body shows to everybody"
    OPERATE_SITE = "let in the first administrator of a body"


class Anyone(StrEnum):
    """What a view states when it asks for no role."""

    SIGNED_IN = "anyone who has signed in"
    PUBLIC = "anyone, before signing in"
    PUBLISHED = "anyone, before signing in, of what a body publishes"


P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(
        {
            P.SEE,
            P.READ_HISTORY,
            P.ANSWER_ATTENTION,
            P.CHANGE_BODIES,
            P.CHANGE_AGREEMENTS,
            P.ANSWER_INVITATIONS,
            P.CHANGE_FUNDS,
            P.CHANGE_BOARDS,
            P.CHANGE_REPORTS,
            P.GIVE_ADVICE,
            P.RECORD_DECISIONS,
            P.CLEAR_REPORTS,
            P.COMMENT_ON_REPORTS,
            P.CHANGE_LAYOUTS,
            P.SEE_EXEMPT,
            P.ISSUE_REPORTS,
            P.ISSUE_SCHEDULES,
            P.EXPORT_SCHEDULES,
        }
    ),
    Role.FINANCE: frozenset(
        {
            P.SEE,
            P.READ_HISTORY,
            P.ANSWER_ATTENTION,
            P.CHANGE_FUNDS,
            P.GIVE_ADVICE,
            P.CLEAR_REPORTS,
            P.COMMENT_ON_REPORTS,
            P.AGREE_FIGURES,
            P.ISSUE_SCHEDULES,
            P.EXPORT_SCHEDULES,
        }
    ),
    Role.LEGAL: frozenset(
        {
            P.SEE,
            P.READ_HISTORY,
            P.ANSWER_ATTENTION,
            P.SEE_EXEMPT,
            P.GIVE_ADVICE,
            P.CLEAR_REPORTS,
            P.COMMENT_ON_REPORTS,
            P.CHANGE_AGREEMENTS,
            P.ISSUE_AGREEMENTS,
            P.ISSUE_SCHEDULES,
            P.EXPORT_SCHEDULES,
        }
    ),
    Role.CLERK: frozenset(
        {
            P.SEE,
            P.READ_HISTORY,
            P.ANSWER_ATTENTION,
            P.SEE_EXEMPT,
            P.CHANGE_BOARDS,
            P.CHANGE_REPORTS,
            P.RECORD_DECISIONS,
            P.COMMENT_ON_REPORTS,
            P.CHANGE_LAYOUTS,
            P.ISSUE_REPORTS,
            P.PUBLISH,
        }
    ),
    Role.AUDITOR: frozenset({P.SEE, P.READ_HISTORY, P.EXPORT_SCHEDULES, P.READ_SECURITY}),
    Role.ADMINISTRATOR: frozenset({P.SEE, P.READ_HISTORY, P.CHANGE_BODIES, P.MANAGE_PEOPLE, P.READ_SECURITY}),
    Role.EXEMPT_READER: frozenset({P.SEE, P.READ_HISTORY, P.SEE_EXEMPT}),
    Role.OPERATOR: frozenset({P.READ_HISTORY, P.CHANGE_LAYOUTS, P.CHANGE_REFERENCE, P.OPERATE_SITE}),
}


@dataclass(frozen=True)
class Decision:
    """Whether it is allowed and, for a refusal, the reason in words. True where allowed."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def bodies_where(user: User, permission: Permission) -> set[int | None]:
    """Keys of the bodies at which the user's roles give this permission; SITE where the operator's does."""
    return {
        body
        for body, roles in user.roles_by_body.items()
        if any(permission in PERMISSIONS[Role(role)] for role in roles)
    }


def may(user: User, permission: Permission, record: Record | None = None) -> Decision:
    """Whether the user may do this to the record or, without one, at any body of theirs."""
    bodies = bodies_where(user, permission)
    if record is not None and bodies:
        bodies &= _bodies_that_count(permission, record, user.today)
    if bodies:
        return Decision(True)
    return Decision(False, refusal(permission, record))


def may_at(user: User, permission: Permission, body: int) -> Decision:
    """Whether the user may do this for the body of that key, which nobody else may do in its stead."""
    if body in bodies_where(user, permission):
        return Decision(True)
    return Decision(False, f"{refusal(permission).removesuffix(' at a partner body.')} at that body.")


def permissions_over(user: User, record: Record) -> set[str]:
    """Names of all that the user may do to this record, for templates: `"CHANGE_FUNDS" in may`."""
    responsible = record.responsible_bodies(user.today)
    held = (roles for body, roles in user.roles_by_body.items() if body in responsible)
    given = {permission for roles in held for role in roles for permission in PERMISSIONS[Role(role)]}
    if not may(user, Permission.SEE_EXEMPT, record):
        given.discard(Permission.SEE_EXEMPT)
    return {permission.name for permission in given}


def _bodies_that_count(permission: Permission, record: Record, on: date) -> set[int | None]:
    """Keys of the bodies at which a role gives this permission over the record."""
    if permission is Permission.SEE_EXEMPT:
        return record.bodies_that_read_exempt()
    return record.responsible_bodies(on)


def refusal(permission: Permission, record: Record | None = None) -> str:
    """What somebody is told who may not: which role it takes, and where."""
    holders = [mid_sentence(Role(role).label) for role, held in PERMISSIONS.items() if permission in held]
    role = " or ".join([", ".join(holders[:-1]), holders[-1]] if len(holders) > 1 else holders)
    if permission in PERMISSIONS[Role.OPERATOR]:
        return f"To {permission.value} you need the role of {role}."
    if permission is Permission.SEE_EXEMPT:
        return f"To {permission.value} you need the role of {role} at a body whose meeting decides on it."
    where = "at one of its partner bodies" if record is not None else "at a partner body"
    return f"To {permission.value} you need the role of {role} {where}."
