from partnerships.forms.agreements import AgreementFilter, AgreementForm, StatusForm
from partnerships.forms.as_at import AgreementDaysForm, AsAtForm
from partnerships.forms.attention import AnswerForm, AttentionFilter
from partnerships.forms.bodies import BodyFilter, BodyForm, BodyOfSiteForm, OtherNameForm
from partnerships.forms.body_files import BodyImportForm
from partnerships.forms.closing import BulkNovationForm, ClosingFilter, NovationForm
from partnerships.forms.contents import (
    AimForm,
    AnnexForm,
    ContractForm,
    DeliverableForm,
    FlexibilityForm,
    IssueAreaForm,
    PhaseForm,
    ProvisionForm,
    ServiceForm,
)
from partnerships.forms.kept import KeptForm
from partnerships.forms.left import LeftFilter
from partnerships.forms.parties import (
    ConsentForm,
    ConsulteeForm,
    DirectionConsentForm,
    InvitationForm,
    PartyForm,
    RefuseForm,
    WithdrawForm,
)
from partnerships.forms.people import PersonForm, RoleEndForm, RoleForm
from partnerships.forms.reference import (
    BodyKindForm,
    ConsentDirectionForm,
    ExcludedFunctionForm,
    LegalBasisForm,
    ProvisionKindForm,
    SigningDateForm,
)
from partnerships.forms.signing import AuthorityForm, DelegationForm, SignatureForm, SignedCopyForm
from partnerships.forms.succession import (
    ReorganisationBodiesForm,
    ReorganisationFilter,
    ReorganisationForm,
    SuccessionForm,
)
from partnerships.forms.term import NoticeTermForm, RenewalDecisionForm, TermDayForm
from partnerships.forms.variations import (
    ClauseChangeForm,
    FlexibilityChangeForm,
    HostChangeForm,
    PartyChangeForm,
    ServiceChangeForm,
    TermChangeForm,
    VariationForm,
)

__all__ = [
    "ClauseChangeForm",
    "FlexibilityChangeForm",
    "HostChangeForm",
    "PartyChangeForm",
    "ServiceChangeForm",
    "TermChangeForm",
    "VariationForm",
    "AuthorityForm",
    "SignatureForm",
    "AgreementDaysForm",
    "SignedCopyForm",
    "SigningDateForm",
    "AgreementFilter",
    "AgreementForm",
    "AimForm",
    "AnnexForm",
    "AnswerForm",
    "AsAtForm",
    "AttentionFilter",
    "BodyFilter",
    "BodyForm",
    "BodyImportForm",
    "BulkNovationForm",
    "ClosingFilter",
    "NovationForm",
    "BodyKindForm",
    "BodyOfSiteForm",
    "ConsentDirectionForm",
    "ConsentForm",
    "ConsulteeForm",
    "ContractForm",
    "DelegationForm",
    "DirectionConsentForm",
    "DeliverableForm",
    "FlexibilityForm",
    "ExcludedFunctionForm",
    "InvitationForm",
    "IssueAreaForm",
    "KeptForm",
    "LeftFilter",
    "LegalBasisForm",
    "NoticeTermForm",
    "OtherNameForm",
    "PartyForm",
    "PersonForm",
    "PhaseForm",
    "ProvisionForm",
    "ProvisionKindForm",
    "RefuseForm",
    "ReorganisationBodiesForm",
    "ReorganisationFilter",
    "ReorganisationForm",
    "RenewalDecisionForm",
    "RoleEndForm",
    "RoleForm",
    "ServiceForm",
    "StatusForm",
    "SuccessionForm",
    "TermDayForm",
    "WithdrawForm",
]
