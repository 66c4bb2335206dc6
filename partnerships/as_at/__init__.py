"""The agreement as at a day: one frozen value from which everything is shown, judged, printed and compared.

Two times are kept apart. `on` is the day whose state it is: what binds then. `known_at` is the moment whose
record it is: None where it is the present one. `partnerships.queries.as_at` reads it; each app registers its
own part, as `agreement.part(Schedule)`. Other agreements, and boards above a board, stand here by their keys
alone: who sees this agreement may not know of them.
"""

from partnerships.as_at.agreement import AgreementAsAt, AnnexedAgreement, Priced
from partnerships.as_at.bodies import BasisFacts, BodyFacts, PartyFacts
from partnerships.as_at.consulted import ConsentFacts, ConsulteeFacts, DirectionFacts
from partnerships.as_at.contents import (
    AimFacts,
    AnnexFacts,
    ContractFacts,
    DeliverableFacts,
    ExcludedFacts,
    FlexibilityFacts,
    IssueAreaFacts,
    MatterFacts,
    PhaseFacts,
    ProvisionFacts,
    ServiceFacts,
)
from partnerships.as_at.signing import (
    AuthorityFacts,
    CopyFacts,
    DelegationFacts,
    SignatureFacts,
    SigningDateFacts,
    VariationFacts,
)
from partnerships.as_at.term import NoticeFacts, RenewalFacts, TermDayFacts

__all__ = [
    "AgreementAsAt",
    "AimFacts",
    "AnnexFacts",
    "AnnexedAgreement",
    "AuthorityFacts",
    "BasisFacts",
    "BodyFacts",
    "ConsentFacts",
    "ConsulteeFacts",
    "ContractFacts",
    "CopyFacts",
    "DelegationFacts",
    "DeliverableFacts",
    "DirectionFacts",
    "ExcludedFacts",
    "FlexibilityFacts",
    "IssueAreaFacts",
    "MatterFacts",
    "NoticeFacts",
    "PartyFacts",
    "PhaseFacts",
    "Priced",
    "ProvisionFacts",
    "RenewalFacts",
    "ServiceFacts",
    "SignatureFacts",
    "SigningDateFacts",
    "TermDayFacts",
    "VariationFacts",
]
