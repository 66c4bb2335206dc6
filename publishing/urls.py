from django.urls import path

from core.paths import history_path, record_paths
from core.permissions import Permission
from publishing import views
from publishing.forms import PublishingForm
from publishing.models import Publishing

OF = "public/<slug:code>/"

app_name = "publishing"
urlpatterns = [
    path("bodies/<int:key>/publishing/", views.PublishingSee.as_view(), name="publishing"),
    *record_paths("publishings", PublishingForm, Permission.PUBLISH, beneath="bodies/<int:parent>/"),
    history_path("publishings", Publishing),
    # Without sign-in
    path("public/", views.PublicList.as_view(), name="public-list"),
    path(OF, views.PublicOf.as_view(), name="public"),
    path(f"{OF}forward-plan/", views.PublicPlan.as_view(), name="public-plan"),
    path(f"{OF}forward-plan/feed.atom", views.PublicPlanFeed.as_view(), name="public-plan-feed"),
    path(f"{OF}forward-plan/plan.ics", views.PublicPlanCalendar.as_view(), name="public-plan-calendar"),
    path(f"{OF}forward-plan/plan.pdf", views.PublicPlanFile.as_view(), name="public-plan-download"),
    path(f"{OF}notices/", views.PublicNotices.as_view(), name="public-notices"),
    path(f"{OF}notices/feed.atom", views.PublicNoticesFeed.as_view(), name="public-notices-feed"),
    path(f"{OF}notices/<int:key>/", views.PublicNotice.as_view(), name="public-notice"),
    path(f"{OF}reports/", views.PublicReports.as_view(), name="public-reports"),
    path(f"{OF}reports/feed.atom", views.PublicReportsFeed.as_view(), name="public-reports-feed"),
    path(f"{OF}reports/<slug:reference>.pdf", views.PublicReport.as_view(), name="public-report"),
    path(f"{OF}decisions/", views.PublicDecisions.as_view(), name="public-decisions"),
    path(f"{OF}decisions/feed.atom", views.PublicDecisionsFeed.as_view(), name="public-decisions-feed"),
    path(f"{OF}boards/", views.PublicBoards.as_view(), name="public-boards"),
    path(f"{OF}meetings/", views.PublicMeetings.as_view(), name="public-meetings"),
    path(
        f"{OF}meetings/meetings.ics", views.PublicMeetingsCalendar.as_view(), name="public-meetings-calendar"
    ),
    path(f"{OF}agreements/", views.PublicAgreements.as_view(), name="public-agreements"),
]
