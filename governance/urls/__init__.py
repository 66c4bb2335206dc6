from governance.urls import boards, decisions, reports

app_name = "governance"
urlpatterns = [*boards.urlpatterns, *decisions.urlpatterns, *reports.urlpatterns]
