"""What of the money can be searched for."""

from budgets.models import Fund
from core.search import Source, register_sources

register_sources(
    Source("Funds", Fund, ("name",), ("agreement__reference", "name"), "budgets:fund", beneath=("agreement",))
)
