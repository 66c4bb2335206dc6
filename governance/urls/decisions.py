from django.urls import path

from core.paths import record_paths
from core.permissions import Permission
from governance import forms
from governance.views import decisions

REPORT = "reports/<slug:reference>/decisions/"
RECORDING = Permission.RECORD_DECISIONS

urlpatterns = [
    path(REPORT, decisions.ReportDecisions.as_view(), name="report-decisions"),
    path(f"{REPORT}<int:forum>/", decisions.DecisionsRecord.as_view(), name="decisions-record"),
    path("decisions/<int:key>/", decisions.DecisionSee.as_view(), name="decision"),
    # One is recorded with all others that its forum takes on the report.
    *record_paths("decisions", forms.DecisionForm, RECORDING, change=decisions.DecisionChange)[1:],
]
