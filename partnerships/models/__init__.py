from partnerships.models.agreements import (
    MADE,
    NOT_YET_IN_FORCE,
    OVER,
    TRANSITIONS,
    UNSETTLED,
    Agreement,
    AgreementStatus,
    Concern,
    Party,
    Renewal,
    StatusStep,
)
from partnerships.models.attention import Attention, AttentionAnswer
from partnerships.models.authority import Authority, Delegation, Signature
from partnerships.models.bodies import Body, OtherName
from partnerships.models.contents import (
    DELEGATIONS,
    Aim,
    Annex,
    Consent,
    Consultee,
    Contract,
    Flexibility,
    Phase,
    Provision,
    Service,
)
from partnerships.models.days import KeptDay
from partnerships.models.invitations import AccessRequest, Invitation
from partnerships.models.novations import Novation
from partnerships.models.people import RoleHeld
from partnerships.models.reference import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind, Sector
from partnerships.models.succession import Reorganisation, Succession

__all__ = [
    "MADE",
    "NOT_YET_IN_FORCE",
    "OVER",
    "TRANSITIONS",
    "UNSETTLED",
    "DELEGATIONS",
    "Attention",
    "AttentionAnswer",
    "AccessRequest",
    "Agreement",
    "AgreementStatus",
    "Aim",
    "Annex",
    "Authority",
    "Body",
    "BodyKind",
    "Concern",
    "Consent",
    "Consultee",
    "Contract",
    "Delegation",
    "ExcludedFunction",
    "Flexibility",
    "Invitation",
    "KeptDay",
    "LegalBasis",
    "Novation",
    "OtherName",
    "Party",
    "Phase",
    "Provision",
    "ProvisionKind",
    "Renewal",
    "Reorganisation",
    "RoleHeld",
    "Sector",
    "Service",
    "Signature",
    "StatusStep",
    "Succession",
]
