from django.urls import path

from core.paths import record_paths
from core.permissions import Permission
from governance import forms
from governance.views import decisions

REPORT = "reports/<slug:reference>/decisions/"
DECISION = "decisions/<int:parent>/"
RECORDING = Permission.RECORD_DECISIONS

urlpatterns = [
    path(REPORT, decisions.ReportDecisions.as_view(), name="report-decisions"),
    path(f"{REPORT}<int:forum>/", decisions.DecisionsRecord.as_view(), name="decisions-record"),
    path("decisions/<int:key>/", decisions.DecisionSee.as_view(), name="decision"),
    *record_paths(
        "call-in-requests",
        forms.CallInRequestForm,
        RECORDING,
        beneath=DECISION,
        add=decisions.CallInRequestAdd,
        change=decisions.WhatFollowsChange,
    ),
    *record_paths(
        "follow-ups",
        forms.FollowUpForm,
        RECORDING,
        beneath=DECISION,
        add=decisions.WhatFollowsAdd,
        change=decisions.WhatFollowsChange,
    ),
    # One is recorded with all others that its forum takes on the report.
    *record_paths("decisions", forms.DecisionForm, RECORDING, change=decisions.DecisionChange)[1:],
]
