"""By what power each partner enters into an agreement, who may sign for it, and who signed."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.permissions import Permission
from core.views import FormPage, Page, RecordAdd, RecordChange, RecordRestore, refuse_if_retired
from partnerships import queries
from partnerships.actions import signing, variations
from partnerships.calculations.signing import standings
from partnerships.forms import SignedCopyForm
from partnerships.models import Signature, SignedCopy
from partnerships.views.hub import AgreementTab


class AgreementSigning(AgreementTab):
    """Who has approved, who may sign today and why, who has signed; and the decisions that say so."""

    template_name = "partnerships/agreement/signing.html"
    parts = None  # a limit is compared with what the agreement comes to

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            standings=standings(self.as_at),
            retired=queries.retired_from("signing", self.agreement),
            **kwargs,
        )


class AuthorityAdd(RecordAdd):
    action = staticmethod(signing.record_authority)


class AuthorityChange(RecordChange):
    action = staticmethod(signing.change_authority)


class SignatureAdd(RecordAdd):
    action = staticmethod(signing.sign_agreement)
    in_a_row = False


class SignedCopyAdd(FormPage):
    """Attach the signed copy to a signature."""

    permission_required = Permission.CHANGE_AGREEMENTS
    form_class = SignedCopyForm
    keeps_typing = False
    submit = "Attach"

    def get_object(self) -> Signature:
        self.signature = self.get_visible_or_404(
            Signature, self.kwargs["parent"], "agreement", *Signature.str_needs
        )
        return self.signature

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.signature)

    def heading(self) -> str:
        return "Attach the signed copy"

    def get_form(self, data: Any = None, **kwargs: Any) -> Any:
        files = {} if data is None else {"files": self.request.FILES}
        return super().get_form(data, **files, **kwargs)

    def get_success_url(self) -> str:
        return self.signature.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.signature, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        filename, content = form.cleaned_data["file"]
        signing.attach_signed_copy(
            self.signature, filename=filename, content=content, by=self.user, at=self.now
        )
        messages.success(self.request, f"Signed copy attached: {filename}.")
        return super().form_valid(form)


class SignedCopyDownload(Page):
    """The bytes as they were attached, as a download that no browser opens as a page of this site."""

    permission_required = Permission.SEE
    template_name = "core/damaged.html"

    def get_object(self) -> SignedCopy:
        self.copy = self.get_visible_or_404(SignedCopy, self.kwargs["key"], "signature__agreement")
        return self.copy

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = bytes(self.copy.content)
        if sha256(content).hexdigest() != self.copy.sha256:
            context = self.get_context_data(
                what=self.copy,
                kept_as=self.copy.sha256,
                when="attached",
                back_url=self.copy.signature.get_absolute_url(),
                back="Back to the signatures",
            )
            return self.render_to_response(context, status=500)
        response = HttpResponse(content, content_type="application/pdf")
        name = f"{self.copy.signature.agreement.reference}-signed-{self.copy.pk}.pdf"
        response["Content-Disposition"] = str(content_disposition_header(True, name))
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class SignatureChange(RecordChange):
    action = staticmethod(signing.change_signature)


class SignatureRestore(RecordRestore):
    """Bring one back: it may be the last that a variation lacked."""

    action = staticmethod(variations.restore_signature)
