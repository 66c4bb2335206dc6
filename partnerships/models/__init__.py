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
from partnerships.models.authority import Authority, Delegation, Signature, SignedCopy
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
from partnerships.models.deliverables import Deliverable, IssueArea
from partnerships.models.digest import DigestLine
from partnerships.models.directions import ConsentDirection, DirectionConsent
from partnerships.models.invitations import AccessRequest, Invitation
from partnerships.models.novations import Novation
from partnerships.models.people import RoleHeld
from partnerships.models.reference import (
    BodyKind,
    ExcludedFunction,
    LegalBasis,
    ProvisionKind,
    Sector,
    SigningDate,
)
from partnerships.models.succession import Reorganisation, Succession
from partnerships.models.term import NoticeTerm, RenewalDecision, TermDay
from partnerships.models.variations import (
    ClauseChange,
    FlexibilityChange,
    HostChange,
    PartyChange,
    ServiceChange,
    TermChange,
    Variation,
    VariationChange,
    kinds_of_change,
)

__all__ = [
    "MADE",
    "NOT_YET_IN_FORCE",
    "OVER",
    "TRANSITIONS",
    "UNSETTLED",
    "ClauseChange",
    "FlexibilityChange",
    "HostChange",
    "PartyChange",
    "ServiceChange",
    "TermChange",
    "Variation",
    "VariationChange",
    "kinds_of_change",
    "Signature",
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
    "ConsentDirection",
    "Consultee",
    "Contract",
    "Delegation",
    "DirectionConsent",
    "Deliverable",
    "ExcludedFunction",
    "Flexibility",
    "DigestLine",
    "Invitation",
    "IssueArea",
    "KeptDay",
    "LegalBasis",
    "Novation",
    "OtherName",
    "NoticeTerm",
    "Party",
    "Phase",
    "Provision",
    "ProvisionKind",
    "Renewal",
    "Reorganisation",
    "RenewalDecision",
    "RoleHeld",
    "Sector",
    "Service",
    "Signature",
    "SignedCopy",
    "SigningDate",
    "StatusStep",
    "Succession",
    "TermDay",
]
