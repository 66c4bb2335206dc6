from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("partnerships.urls")),
    path("", include("governance.urls")),
]
