from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("partnerships.urls")),
    path("", include("budgets.urls")),
    path("", include("governance.urls")),
    path("", include("documents.urls")),
    path("", include("publishing.urls")),
]

handler400 = "core.views.errors.not_understood"
handler403 = "core.views.errors.refused"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.broken"
