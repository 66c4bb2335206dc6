from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        _make_history_append_only()


def _make_history_append_only() -> None:
    """Give every historical table and the acts a database trigger that refuses to change or delete a row."""
    import pgtrigger

    from core.history import StampedHistory
    from core.models import Act, Concern

    for model in apps.get_models():
        if issubclass(model, StampedHistory) or model in (Act, Concern):
            protect = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
            pgtrigger.register(protect)(model)
