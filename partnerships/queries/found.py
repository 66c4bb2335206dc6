"""What of agreements and bodies can be searched for."""

from core.search import Source, register_sources
from partnerships.models import Agreement, Annex, Body, OtherName, Provision, Service

OF_AGREEMENT = ("agreement",)
SCOPE = "partnerships:agreement-scope"

register_sources(
    Source(
        "Agreements",
        Agreement,
        ("reference", "title", "client_group", "summary"),
        ("reference", "title"),
        "partnerships:agreement",
        "reference",
    ),
    Source("Bodies", Body, ("name", "ods_code", "gss_code"), ("name",), "partnerships:body"),
    Source(
        "Other names of bodies",
        OtherName,
        ("name",),
        ("name", "body__name"),
        "partnerships:body",
        "body",
        ("body",),
    ),
    Source(
        "What agreements say",
        Provision,
        ("text",),
        ("agreement__reference", "kind__name"),
        "partnerships:agreement-provisions",
        "agreement__reference",
        OF_AGREEMENT,
    ),
    Source(
        "Services",
        Service,
        ("name", "note"),
        ("agreement__reference", "name"),
        SCOPE,
        "agreement__reference",
        OF_AGREEMENT,
    ),
    Source(
        "Annexes",
        Annex,
        ("title", "text"),
        ("agreement__reference", "title"),
        SCOPE,
        "agreement__reference",
        OF_AGREEMENT,
    ),
)
