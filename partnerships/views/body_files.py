"""The page that takes bodies from a file, and the file that gives them out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from core.permissions import Permission
from core.views import FormPage, Page
from partnerships import actions, exports, queries
from partnerships.forms import BodyFilter, BodyImportForm


class BodyImport(FormPage):
    """What a file does is shown first, each row with its errors; it is recorded once that was looked at."""

    permission_required = Permission.CHANGE_BODIES
    template_name = "partnerships/body/import.html"
    form_class = BodyImportForm
    submit = "Read the file"
    keeps_typing = False

    def heading(self) -> str:
        return "Import bodies from a file"

    def get_success_url(self) -> str:
        return reverse("partnerships:body-list")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def get_form(self, data: Any = None, **kwargs: Any) -> Any:
        return super().get_form(data, **({"files": self.request.FILES} if data is not None else {}), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        trial = form.is_new_file
        imported = actions.import_bodies(
            form.rows, kept_by=form.cleaned_data["kept_by"], by=self.user, at=self.now, trial=trial
        )
        if trial or imported.wrong:
            return self._shown(form, imported)
        if imported.bodies or imported.successions:
            messages.success(
                self.request,
                f"Recorded: {imported.bodies} new or changed bodies, {imported.successions} successions.",
            )
        else:
            messages.info(self.request, "There was nothing to record: the register says so already.")
        return super().form_valid(form)

    def _shown(self, form: Any, imported: Any) -> HttpResponse:
        typed = self.request.POST.copy()
        typed["text"] = form.cleaned_data["text"] if not imported.wrong else ""
        again = self.form_class(typed, user=self.user)
        again.errors.clear()
        if imported.wrong:
            again.errors["file"] = again.error_class(imported.wrong)
        status = 422 if imported.wrong else 200
        return self.render_form(again, status, imported=imported)


class BodyExport(Page):
    """The register as CSV, as it can be imported again: what the list shows."""

    permission_required = Permission.SEE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        seen = queries.bodies_seen_by(self.user).not_retired()
        chosen = BodyFilter(request.GET or None, queryset=seen, request=request).qs
        lines = exports.bodies_csv(queries.with_successors(chosen))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="bodies.csv"'
        return response
