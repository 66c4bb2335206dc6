from partnerships.models.agreements import (
    TRANSITIONS,
    Agreement,
    AgreementStatus,
    Concern,
    Party,
    Renewal,
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
from partnerships.models.invitations import AccessRequest, Invitation
from partnerships.models.people import RoleHeld
from partnerships.models.reference import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind, Sector
from partnerships.models.succession import Reorganisation, Succession

__all__ = [
    "Signature",
    "DELEGATIONS",
    "Attention",
    "AttentionAnswer",
    "TRANSITIONS",
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
    "LegalBasis",
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
    "Succession",
]
