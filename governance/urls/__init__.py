from governance.urls import boards, reports

app_name = "governance"
urlpatterns = [*boards.urlpatterns, *reports.urlpatterns]
