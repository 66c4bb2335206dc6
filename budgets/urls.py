from django.urls import path, re_path

from budgets import forms
from budgets.views import copying, figures, funds, money
from core.paths import record_paths
from core.permissions import Permission

AGREEMENT = "agreements/<slug:parent>/"
MONEY = Permission.CHANGE_FUNDS

app_name = "budgets"
urlpatterns = [
    path("agreements/<slug:reference>/money/", money.AgreementMoney.as_view(), name="agreement-money"),
    re_path(
        r"^agreements/(?P<reference>[-\w]+)/budget-schedule\.(?P<file_format>xlsx|csv)$",
        money.ScheduleExport.as_view(),
        name="schedule-export",
    ),
    path("agreements/<slug:reference>/copy/", copying.AgreementCopy.as_view(), name="agreement-copy"),
    path("funds/<int:key>/", funds.FundSee.as_view(), name="fund"),
    path("funds/<int:key>/contributions/", funds.FundGrid.as_view(), name="fund-grid"),
    path("funds/<int:key>/settled/", figures.FiguresSettle.as_view(), name="figures-settle"),
    path("agreements/<slug:reference>/agree/", figures.FiguresAgree.as_view(), name="figures-agree"),
    path(
        "agreements/<slug:reference>/agree/seen/",
        figures.LostAgreementsSee.as_view(),
        name="lost-agreements-see",
    ),
    path("funds/<int:key>/start/", funds.FundStart.as_view(), name="fund-start"),
    *record_paths("funds", forms.FundForm, MONEY, beneath=AGREEMENT, retire=figures.RetireWithFigures),
    *record_paths(
        "contribution-lines",
        forms.ContributionLineForm,
        MONEY,
        beneath="funds/<int:parent>/",
        change=figures.LineChange,
        retire=figures.RetireWithFigures,
    ),
    *record_paths("partner-groups", forms.PartnerGroupForm, MONEY, beneath=AGREEMENT),
    *record_paths(
        "partner-group-members", forms.PartnerGroupMemberForm, MONEY, beneath="partner-groups/<int:parent>/"
    ),
    *record_paths(
        "changes-of-contributions",
        forms.ContributionChangeForm,
        Permission.CHANGE_AGREEMENTS,
        beneath="variations/<int:parent>/",
    ),
    *record_paths("grants", forms.GrantForm, MONEY, beneath=AGREEMENT),
    *record_paths("published-totals", forms.PublishedTotalForm, MONEY, beneath=AGREEMENT),
]
