"""By what power each partner enters into an agreement, who may sign for it, and who signed."""

from __future__ import annotations

from typing import Any

from core.views import RecordAdd, RecordChange, RecordRestore
from partnerships import queries
from partnerships.actions import signing, variations
from partnerships.calculations.signing import standings
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


class SignatureChange(RecordChange):
    action = staticmethod(signing.change_signature)


class SignatureRestore(RecordRestore):
    """Bring one back: it may be the last that a variation lacked."""

    action = staticmethod(variations.restore_signature)
