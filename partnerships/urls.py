from django.urls import path, re_path

from core.paths import history_path, record_paths
from core.permissions import Permission
from core.views import RecordChange, RecordRestore, RecordRetire
from partnerships import forms
from partnerships.models import (
    Body,
    BodyKind,
    ConsentDirection,
    ExcludedFunction,
    LegalBasis,
    Party,
    ProvisionKind,
    Reorganisation,
    SignedCopy,
    SigningDate,
)
from partnerships.views import (
    agreements,
    attention,
    bodies,
    body_files,
    closing,
    history,
    home,
    invitations,
    left,
    people,
    security,
    signing,
    site,
    succession,
    term,
    variations,
)

AGREEMENT = "agreements/<slug:parent>/"
BODY = "bodies/<int:parent>/"
VARIATION = "variations/<int:parent>/"
HUB = "agreements/<slug:reference>/"
ATTENTION = "attention/<slug:code>/<str:place>/"
TERMS = Permission.CHANGE_AGREEMENTS
PARTY = {"form_class": forms.PartyForm, "permission_required": TERMS}

app_name = "partnerships"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("reference/", home.ReferenceSee.as_view(), name="reference"),
    path("security/", security.SecurityOfBodies.as_view(), name="people-security"),
    path("site/security/", security.SecurityOfSite.as_view(), name="site-security"),
    path("people/", people.PeopleSee.as_view(), name="people"),
    path("people/add/", people.RoleAdd.as_view(), name="role-add"),
    path("people/<int:key>/retire/", people.RoleRetire.as_view(), name="role-retire"),
    path("people/<int:key>/password-link/", people.PasswordLinkIssue.as_view(), name="password-link-issue"),
    # The operator's
    path("site/", site.SiteSee.as_view(), name="site"),
    path("site/history/", history.SiteHistory.as_view(), name="site-history"),
    path("site/bodies/add/", site.BodyOfSiteAdd.as_view(), name="site-body-add"),
    path("site/bodies/<int:key>/let-in/", site.BodyLetIn.as_view(), name="body-let-in"),
    path("site/operators/add/", site.OperatorAdd.as_view(), name="operator-add"),
    path("site/operators/<int:key>/retire/", site.OperatorRetire.as_view(), name="operator-retire"),
    # Bodies
    path("bodies/", bodies.BodyList.as_view(), name="body-list"),
    path("bodies/<int:key>/", bodies.BodySee.as_view(), name="body"),
    *record_paths("bodies", forms.BodyForm, Permission.CHANGE_BODIES),
    history_path("bodies", Body),
    *record_paths("other-names", forms.OtherNameForm, Permission.CHANGE_BODIES, beneath=BODY),
    *record_paths("successions", forms.SuccessionForm, Permission.CHANGE_BODIES, beneath=BODY),
    path("bodies/import/", body_files.BodyImport.as_view(), name="body-import"),
    path("bodies/bodies.csv", body_files.BodyExport.as_view(), name="body-export"),
    path("bodies/<int:key>/closing/", closing.BodyClosing.as_view(), name="body-closing"),
    path("bodies/<int:key>/closing/confirm/", closing.BodyNovate.as_view(), name="body-novate"),
    path(f"{HUB}novate/<int:body>/", closing.AgreementNovate.as_view(), name="agreement-novate"),
    # What becomes of them
    path("reorganisations/", succession.ReorganisationList.as_view(), name="reorganisation-list"),
    path("reorganisations/<int:key>/", succession.ReorganisationSee.as_view(), name="reorganisation"),
    path(
        "reorganisations/<int:key>/bodies/",
        succession.ReorganisationBodies.as_view(),
        name="reorganisation-bodies",
    ),
    *record_paths(
        "reorganisations",
        forms.ReorganisationForm,
        Permission.CHANGE_BODIES,
        change=succession.ReorganisationChange,
    ),
    history_path("reorganisations", Reorganisation),
    # Agreements
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    re_path(
        r"^agreements\.(?P<file_format>csv|xlsx)$",
        agreements.AgreementListExport.as_view(),
        name="agreement-list-export",
    ),
    *record_paths("agreements", forms.AgreementForm, TERMS, add=agreements.AgreementAdd),
    path(HUB, agreements.AgreementSee.as_view(), name="agreement"),
    path(f"{HUB}parties/", agreements.AgreementParties.as_view(), name="agreement-parties"),
    path(f"{HUB}scope/", agreements.AgreementScope.as_view(), name="agreement-scope"),
    path(f"{HUB}provisions/", agreements.AgreementProvisions.as_view(), name="agreement-provisions"),
    path(f"{HUB}tree/", agreements.AgreementTree.as_view(), name="agreement-tree"),
    path(f"{HUB}history/", history.AgreementHistory.as_view(), name="agreement-history"),
    path(f"{HUB}history.csv", history.AgreementHistoryExport.as_view(), name="agreement-history-export"),
    path(f"{HUB}status/", agreements.AgreementMove.as_view(), name="agreement-move"),
    # What needs attention
    path("attention/", attention.AttentionList.as_view(), name="attention-list"),
    path(f"{HUB}{ATTENTION}", attention.AttentionAnswerGive.as_view(), name="attention-answer"),
    path(
        f"{HUB}{ATTENTION}take-back/",
        attention.AttentionAnswerTakeBack.as_view(),
        name="attention-answer-take-back",
    ),
    # Parties
    path(f"{HUB}parties/add/", invitations.PartyChoose.as_view(), name="party-choose"),
    path(f"{AGREEMENT}parties/add/<int:body>/", invitations.InvitationAdd.as_view(), name="invitation-add"),
    path("parties/<int:key>/change/", RecordChange.as_view(**PARTY), name="party-change"),
    path(
        "parties/<int:key>/retire/",
        RecordRetire.as_view(model=Party, permission_required=TERMS),
        name="party-retire",
    ),
    path("invitations/", invitations.InvitationList.as_view(), name="invitation-list"),
    path("invitations/<int:key>/accept/", invitations.InvitationAccept.as_view(), name="invitation-accept"),
    path("invitations/<int:key>/refuse/", invitations.InvitationRefuse.as_view(), name="invitation-refuse"),
    path(
        "invitations/<int:key>/withdraw/",
        invitations.InvitationWithdraw.as_view(),
        name="invitation-withdraw",
    ),
    path("bodies/<int:key>/ask-operator/", invitations.OperatorAsk.as_view(), name="operator-ask"),
    # What one's body has left
    path("left/", left.LeftList.as_view(), name="left-list"),
    path("left/<int:key>/", left.LeftSee.as_view(), name="left"),
    path("left/<int:key>/as-left.csv", left.LeftExport.as_view(), name="left-export"),
    path("left/<int:key>/history/", left.LeftHistory.as_view(), name="left-history"),
    path("left/<int:key>/history.csv", left.LeftHistoryExport.as_view(), name="left-history-export"),
    # Approval and signature
    path(f"{HUB}signing/", signing.AgreementSigning.as_view(), name="agreement-signing"),
    *record_paths(
        "decisions-of-partners",
        forms.AuthorityForm,
        TERMS,
        beneath=AGREEMENT,
        add=signing.AuthorityAdd,
        change=signing.AuthorityChange,
    ),
    *record_paths("delegations", forms.DelegationForm, TERMS, beneath=AGREEMENT),
    *record_paths(
        "signatures",
        forms.SignatureForm,
        TERMS,
        beneath=AGREEMENT,
        add=signing.SignatureAdd,
        change=signing.SignatureChange,
        restore=signing.SignatureRestore,
    ),
    # Variations
    path(f"{HUB}variations/", variations.AgreementVariations.as_view(), name="agreement-variations"),
    path("variations/<int:key>/", variations.VariationSee.as_view(), name="variation"),
    path(f"{VARIATION}sign/", variations.VariationSign.as_view(), name="variation-sign"),
    *record_paths("variations", forms.VariationForm, TERMS, beneath=AGREEMENT),
    *record_paths("changes-of-parties", forms.PartyChangeForm, TERMS, beneath=VARIATION),
    *record_paths("changes-of-clauses", forms.ClauseChangeForm, TERMS, beneath=VARIATION),
    *record_paths("changes-of-services", forms.ServiceChangeForm, TERMS, beneath=VARIATION),
    *record_paths("changes-of-flexibilities", forms.FlexibilityChangeForm, TERMS, beneath=VARIATION),
    *record_paths("changes-of-host", forms.HostChangeForm, TERMS, beneath=VARIATION),
    *record_paths("changes-of-term", forms.TermChangeForm, TERMS, beneath=VARIATION),
    path(
        "signatures/<int:parent>/copy/add/",
        signing.SignedCopyAdd.as_view(),
        name="signed-copy-add",
    ),
    path("signed-copies/<int:key>/", signing.SignedCopyDownload.as_view(), name="signed-copy-download"),
    path(
        "signed-copies/<int:key>/retire/",
        RecordRetire.as_view(model=SignedCopy, permission_required=TERMS),
        name="signed-copy-retire",
    ),
    path(
        "signed-copies/<int:key>/restore/",
        RecordRestore.as_view(model=SignedCopy, permission_required=TERMS),
        name="signed-copy-restore",
    ),
    # Term, notice and renewal
    path(f"{HUB}term/", term.AgreementTerm.as_view(), name="agreement-term"),
    *record_paths("notice-terms", forms.NoticeTermForm, TERMS, beneath=AGREEMENT),
    *record_paths("days-in-the-term", forms.TermDayForm, TERMS, beneath=AGREEMENT),
    *record_paths(
        "renewal-decisions",
        forms.RenewalDecisionForm,
        TERMS,
        beneath=AGREEMENT,
        add=term.RenewalDecisionAdd,
        change=term.RenewalDecisionChange,
    ),
    *record_paths("dissolution-consents", forms.DirectionConsentForm, TERMS, beneath=AGREEMENT),
    *record_paths("consents", forms.ConsentForm, TERMS, beneath=AGREEMENT),
    *record_paths("consultees", forms.ConsulteeForm, TERMS, beneath=AGREEMENT),
    *record_paths("flexibilities", forms.FlexibilityForm, TERMS, beneath=AGREEMENT),
    *record_paths("issue-areas", forms.IssueAreaForm, TERMS, beneath=AGREEMENT),
    *record_paths("deliverables", forms.DeliverableForm, TERMS, beneath="issue-areas/<int:parent>/"),
    *record_paths("phases", forms.PhaseForm, TERMS, beneath=AGREEMENT),
    *record_paths("services", forms.ServiceForm, TERMS, beneath=AGREEMENT),
    *record_paths("aims", forms.AimForm, TERMS, beneath=AGREEMENT),
    *record_paths("contracts", forms.ContractForm, TERMS, beneath=AGREEMENT),
    *record_paths("annexes", forms.AnnexForm, TERMS, beneath=AGREEMENT),
    *record_paths("provisions", forms.ProvisionForm, TERMS, beneath=AGREEMENT),
    # What the law and practice define
    *record_paths("body-kinds", forms.BodyKindForm, Permission.CHANGE_REFERENCE),
    *record_paths("legal-bases", forms.LegalBasisForm, Permission.CHANGE_REFERENCE),
    *record_paths("provision-kinds", forms.ProvisionKindForm, Permission.CHANGE_REFERENCE),
    *record_paths("excluded-functions", forms.ExcludedFunctionForm, Permission.CHANGE_REFERENCE),
    history_path("body-kinds", BodyKind),
    history_path("legal-bases", LegalBasis),
    history_path("provision-kinds", ProvisionKind),
    history_path("excluded-functions", ExcludedFunction),
    *record_paths("dates-for-signing", forms.SigningDateForm, Permission.CHANGE_REFERENCE),
    history_path("dates-for-signing", SigningDate),
    *record_paths("consent-directions", forms.ConsentDirectionForm, Permission.CHANGE_REFERENCE),
    history_path("consent-directions", ConsentDirection),
]
