from django.urls import path

from core.views import account, calendar, help, histories, rules, saved_views, search, typing

app_name = "core"
urlpatterns = [
    path("sign-in/", account.SignIn.as_view(), name="sign-in"),
    path("sign-out/", account.SignOut.as_view(), name="sign-out"),
    path("password/", account.PasswordChange.as_view(), name="password-change"),
    path("password/<str:key>/<str:token>/", account.PasswordChoose.as_view(), name="password-choose"),
    path("sessions/", account.SessionList.as_view(), name="session-list"),
    path("sessions/end/", account.SessionEnd.as_view(), name="session-end-others"),
    path("sessions/<slug:number>/end/", account.SessionEnd.as_view(), name="session-end"),
    path("saved-views/<str:page>/add/", saved_views.SavedViewAdd.as_view(), name="saved-view-add"),
    path("saved-views/<int:key>/remove/", saved_views.SavedViewRemove.as_view(), name="saved-view-remove"),
    path("search/", search.Search.as_view(), name="search"),
    path("calendar/", calendar.CalendarSee.as_view(), name="calendar"),
    path("calendar/follow/", calendar.CalendarFollow.as_view(), name="calendar-follow"),
    path("calendar/follow/end/", calendar.CalendarUnfollow.as_view(), name="calendar-unfollow"),
    path("calendar/<str:secret>.ics", calendar.CalendarFeedSee.as_view(), name="calendar-feed"),
    path("help/", help.HelpList.as_view(), name="help-list"),
    path("help/<slug:slug>/", help.HelpSee.as_view(), name="help"),
    path("acts/<int:key>/", histories.ActSee.as_view(), name="act"),
    path("preview/", typing.Preview.as_view(), name="preview"),
    path("rules/", rules.RuleList.as_view(), name="rule-list"),
    path("roles/", account.Roles.as_view(), name="roles"),
]
