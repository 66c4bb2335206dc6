"""Two readings of an agreement compared, and the instrument of a variation as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from budgets.calculations import Schedule
from core.dates import in_words
from documents.agreement_comparison import AgreementComparison, compare_agreements
from documents.calculations import as_json
from documents.compositions import comparison_document, variation_document
from documents.forms import CompareForm
from documents.queries.agreements import printed
from documents.queries.documents import facts_kept, issues_of
from documents.queries.variations import instrument_facts
from documents.views.files import draft_answer
from governance.calculations.boards import Boards
from partnerships.models import Variation
from partnerships.queries import agreement_as_at
from partnerships.views.hub import AgreementPage


class AgreementCompare(AgreementPage):
    """Any two days, two moments or issues, or with a draft, clause by clause and figure by figure."""

    template_name = "documents/agreement/compare.html"
    tab = "partnerships:agreement-variations"

    def asked(self) -> CompareForm:
        issues = issues_of(self.agreement, seen_by=self.user)
        drafts = self.agreement.variations.not_retired().filter(binds=False)
        return CompareForm(self.request.GET or None, issues=issues, drafts=drafts)

    def compared(self, form: CompareForm) -> tuple[str, str, AgreementComparison] | None:
        """What the form asks for, with what each reading is called; None where it asks for nothing yet."""
        if not form.is_bound or not form.is_valid():
            return None
        readings = []
        for side in ("before", "after"):
            on, known_at, issue, draft = form.reading(side)
            if issue is not None:
                readings.append((f"issue {issue.number}", facts_kept([issue])[issue.pk]))
                continue
            try:
                value = agreement_as_at(
                    self.agreement.pk,
                    on=on,
                    known_at=known_at,
                    parts=(Schedule, Boards),
                    including=draft.pk if draft else None,
                )
            except KeyError:
                form.add_error(f"{side}_known", "Nothing of it was recorded by then")
                return None
            known = f" as known on {in_words(form.cleaned_data[f'{side}_known'])}" if known_at else ""
            varied = f" with variation {draft.position} as drafted" if draft else ""
            readings.append((f"as at {in_words(on)}{known}{varied}", as_json(printed(value))))
        (before, old), (after, new) = readings
        return before, after, compare_agreements(old, new)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.asked()
        found = self.compared(form)
        context = self.get_context_data(
            filter_form=form, readings=found, heading="Compare", asked=request.GET.urlencode()
        )
        return self.render_to_response(context, status=422 if form.errors else 200)


class AgreementCompareFile(AgreementCompare):
    """The same as a PDF, or as a Word file."""

    as_word = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.compared(self.asked())
        if found is None:
            raise Http404
        before, after, comparison = found
        reference, title = self.agreement.reference, self.agreement.title
        document = comparison_document(reference, title, before, after, comparison)
        return draft_answer(document, f"{reference}-comparison", as_word=self.as_word)


class VariationFile(AgreementPage):
    """The instrument, made now and not kept; marked DRAFT until it is signed by all."""

    as_word = False

    def get_object(self) -> Any:
        self.variation = self.get_visible_or_404(Variation, self.kwargs["key"], "agreement")
        self.agreement = self.variation.agreement
        if self.variation.is_retired:
            raise Http404
        return self.agreement

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = variation_document(instrument_facts(self.variation, on=self.today))
        name = f"{self.agreement.reference}-variation-{self.variation.position}"
        return draft_answer(document, name, as_word=self.as_word)
