from governance.urls import boards

app_name = "governance"
urlpatterns = [*boards.urlpatterns]
