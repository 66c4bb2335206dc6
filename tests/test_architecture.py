"""The house rules that people forget. Each failure says where, and what to do instead."""

import ast
import inspect
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.forms import BaseForm
from django.test.utils import isolate_apps
from django.urls import get_resolver
from djmoney.models.fields import CurrencyField, MoneyField

from core.forms.filters import FilterForm
from core.history import StampedHistory
from core.models import CalendarFeed, Entry, Record, Session, UnsavedWork
from tests.access import RECORDS, factories

ROOT = Path(__file__).parent.parent
APPS = ("core", "partnerships", "budgets", "governance", "documents", "publishing", "cases")
OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
TABLES = [model for model in OURS if not issubclass(model, StampedHistory)]

WRITES = {"save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
WRITES |= {"bulk_create_with_history", "bulk_update_with_history"}
CLOCKS = {
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "date.today",
    "datetime.now",
    "time.time",
}
CLOCKS |= {"datetime.today", "datetime.utcnow"}
# Actions, and what the command that loads the law's data is made of.
WRITING_ROOMS = ("actions", "management", "reference")
# What keeps acts, events of security, sessions and what is one person's alone, which are no records.
KEEPERS = tuple(
    f"core/{each}.py"
    for each in ("calendar_feeds", "history", "saved_views", "security", "sessions", "unsaved")
)
UNTIMED = ("rules", "calculations", "actions", "queries", "findings", "exports")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of ours, as its path and its syntax."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                yield name, ast.parse(path.read_text())


MODULES = dict(modules())


def in_room(name: str, *rooms: str) -> bool:
    return any(part.removesuffix(".py") in rooms for part in name.split("/")[1:])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


Found = Iterator[tuple[str, int, str]]


def places(found: Found) -> list[str]:
    return [f"{name}:{line} {what}" for name, line, what in found]


def writes(name: str, tree: ast.Module) -> Found:
    """What is written outside the rooms that may."""
    if in_room(name, *WRITING_ROOMS) or name in KEEPERS:
        return
    for call in calls(tree):
        called = ast.unparse(call.func)
        last = called.rpartition(".")[2]
        if last in WRITES or (last == "update" and re.search(r"objects|filter\(|all\(", called)):
            yield name, call.lineno, called


# What pages are called by, in place of names of our own.
DJANGOS = {
    "permission": "permission_required",
    "find": "get_object",
    "allow": "check_permissions",
    "permitted_on": "get_permission_object",
    "context": "get_context_data",
    "shown": "get_context_data",
    "render": "render_to_response",
    "results": "get_queryset",
    "per_page": "paginate_by",
    "form": "get_form_kwargs",
    "act": "form_valid",
    "back_url": "get_success_url",
}


def own_names(name: str, tree: ast.Module) -> Found:
    """What a page class calls by another name than Django does."""
    for page in ast.walk(tree) if in_room(name, "views") else ():
        for node in page.body if isinstance(page, ast.ClassDef) else ():
            named = [node.name] if isinstance(node, ast.FunctionDef) else []
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                named = [target.id for target in targets if isinstance(target, ast.Name)]
            for each in named:
                if each in DJANGOS:
                    yield name, node.lineno, f"{page.name}.{each}: {DJANGOS[each]}"


READERS = ("visible_to", "history_seen_by")
MANAGERS = ("objects", "_base_manager", "_default_manager")


def managers(name: str, tree: ast.Module) -> Found:
    """Where a view asks a manager for what its user may not see."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree) if in_room(name, "views") else ():
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            chained = above[node]
            if not (isinstance(chained, ast.Attribute) and chained.attr in READERS):
                yield name, node.lineno, ast.unparse(chained)


def readings(name: str, tree: ast.Module) -> Found:
    """Where the clock is read below the views."""
    for call in calls(tree) if in_room(name, *UNTIMED) else ():
        called = ast.unparse(call.func)
        # localtime(value) only puts a moment into our time zone
        if called in CLOCKS and not (called == "timezone.localtime" and call.args):
            yield name, call.lineno, called


def silent(name: str, tree: ast.Module) -> Found:
    """Actions that do not say who acts, and when."""
    for node in tree.body if in_room(name, "actions") else ():
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        named = {argument.arg for argument in node.args.kwonlyargs}
        opens = any(ast.unparse(call.func) in ("act", "history.act") for call in calls(node))
        if opens and not {"by", "at"} <= named:
            yield name, node.lineno, node.name


def offered_by_hand(name: str, tree: ast.Module) -> Found:
    """Where a form sets what it offers itself."""
    for node in ast.walk(tree) if in_room(name, "forms") and name != "core/forms/records.py" else ():
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if re.fullmatch(r"self\.fields\[.*\]\.queryset", ast.unparse(target)):
                yield name, node.lineno, ast.unparse(target)


def floats(name: str, tree: ast.Module) -> Found:
    for call in calls(tree):
        if ast.unparse(call.func) == "float":
            yield name, call.lineno, "float()"


# An app that a text names: an address, a model, a template or a table of it.
NAMED = re.compile(rf"(?<![\w-])({'|'.join(APPS)})(?=[:./_][a-z])")


def named_above(name: str, tree: ast.Module) -> Found:
    """Texts of core that name an app above it."""
    for node in ast.walk(tree) if name.startswith("core/") else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _names_above(node.value):
            yield name, node.lineno, node.value


def _names_above(text: str) -> bool:
    return any(app != "core" for app in NAMED.findall(text))


# What reads the source, a violation that it must find, and what to do instead.
PLANTED = [
    (writes, "budgets/views.py", "fund.save()", "Write in an action: core.actions, or the app's own actions"),
    (writes, "budgets/queries.py", "Fund.objects.filter(pk=1).update(name='')", "Write in an action"),
    (
        managers,
        "budgets/views.py",
        "Fund.objects.get(pk=1)",
        "Use self.get_visible_or_404(Model, key), or a function of the app's queries",
    ),
    (
        own_names,
        "budgets/views.py",
        "class FundSee(Page):\n    def find(self): return self.get_visible_or_404(Fund, 1)",
        "Call it what Django's generic views call it",
    ),
    (readings, "budgets/rules.py", "timezone.now()", "Take the day or the moment as an argument: on or at"),
    (
        silent,
        "budgets/actions.py",
        "def close(fund, *, by):\n    with act('fund.closed', by=by): pass",
        "Take `*, by: User, at: datetime`: the view reads the clock once",
    ),
    (
        offered_by_hand,
        "budgets/forms.py",
        "self.fields['fund'].queryset = funds",
        "Use self.choose_from(name, records)",
    ),
    (floats, "budgets/calculations.py", "float('1.10')", "Money is Decimal: core.money"),
    (
        named_above,
        "core/views.py",
        "reverse('budgets:fund')",
        "Let the app register it with core: core.navigation, core.rules",
    ),
]


@pytest.mark.parametrize(("check", "name", "violation", "instead"), PLANTED)
def test_the_source_keeps_the_house_rules(check, name, violation, instead):
    assert [found for found, _, _ in check(name, ast.parse(violation))] == [name]
    assert places(place for each, tree in MODULES.items() for place in check(each, tree)) == [], instead


def test_shared_templates_name_no_app():
    assert _names_above('{% extends "budgets/fund/see.html" %}')
    shared = [
        path
        for room in ("core", "layouts", "components")
        for path in (ROOT / "templates" / room).rglob("*.html")
    ]
    assert [path.name for path in shared if _names_above(path.read_text())] == []


def rules() -> dict[str, ast.FunctionDef]:
    """Every rule: a function that names itself as what was broken."""
    return {
        node.name: node
        for name, tree in MODULES.items()
        if in_room(name, "rules")
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    }


def test_every_rule_has_its_message_and_its_test():
    tests = "\n".join(path.read_text() for path in Path(__file__).parent.rglob("test_*.py"))
    named = set(re.findall(r"def (test_\w+)\(", tests))
    found = rules()
    assert len(found) > 20
    untold = [
        name for name, rule in found.items() if not (ast.get_docstring(rule) or "").split("\n")[0].strip()
    ]
    assert untold == [], "The first line of a rule's docstring is what the user is told"
    untested = [name for name in found if not any(test == f"test_{name}" for test in named)]
    assert untested == [], "Call a test test_<the rule's name>"


def test_every_record_has_its_factory():
    missing = [model.__name__ for model in RECORDS if model not in factories()]
    assert missing == [], "Write one in tests/factories.py, or in the app's own"


def test_everything_ours_keeps_its_history():
    silent = [model.__name__ for model in RECORDS if not issubclass(model.history.model, StampedHistory)]
    assert silent == [], "Put `history = History()` on the model"
    others = {model.__name__ for model in TABLES if not issubclass(model, (Record, Entry))}
    assert others == {
        "Attention",
        "CalendarFeed",
        "KeptDay",
        "SavedView",
        "Session",
        "UnsavedWork",
        "Word",
        "User",
    }, "People record a core.models.Record; what happened is an Entry"


def unpaired_moments(model: type[models.Model]) -> Iterator[str]:
    """Moments without a person, and pairs that may come one without the other."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    for at in fields.values():
        if not (at.name.endswith("_at") and isinstance(at, models.DateTimeField)):
            continue
        by = fields.get(f"{at.name.removesuffix('_at')}_by")
        if by is None or by.null != at.null:
            yield at.name
        elif at.null:
            checks = [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
            conditions = [str(check.condition) for check in checks]
            if not any(at.name in text and by.name in text for text in conditions):
                yield at.name


def misnamed_times(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            ending = r"(.*_)?at|expire_date"  # a session's, which Django names
        elif isinstance(field, models.DateField):
            ending = r"(.*_)?on|needed_by"  # by a grant's day a condition must be met
        else:
            continue
        if not re.fullmatch(ending, field.name):
            yield field.name


def money_of_any_currency(model: type[models.Model]) -> Iterator[str]:
    names = " ".join(constraint.name for constraint in model._meta.constraints)
    for field in model._meta.concrete_fields:
        if isinstance(field, MoneyField) and f"_{field.name}_gbp" not in names:
            yield field.name


def loose_relations(model: type[models.Model]) -> Iterator[str]:
    """Relations without a model of their own, and those that cascade."""
    for field in model._meta.many_to_many:
        if field.remote_field.through._meta.auto_created:
            yield field.name
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT:
            yield field.name


@pytest.fixture
def careless():
    """A model that keeps none of the rules of models; it has no table, and is forgotten afterwards."""
    with isolate_apps("core"):

        class Careless(models.Model):
            signed_at = models.DateTimeField()
            deadline = models.DateField()
            amount = MoneyField(max_digits=9, decimal_places=2)
            holder = models.ForeignKey("self", on_delete=models.CASCADE)
            others = models.ManyToManyField("self")

            class Meta:
                app_label = "core"

        yield Careless


OF_MODELS = [
    (unpaired_moments, ["signed_at"], "Give each _at its _by, and constrain them to come together"),
    (misnamed_times, ["deadline"], "A date ends in _on, a moment in _at"),
    (money_of_any_currency, ["amount"], "Put gbp_only(field) on the model"),
    (loose_relations, ["others", "holder"], "Write the through model, a Record; PROTECT what is related"),
]
ONE_PERSONS = (CalendarFeed, Session, UnsavedWork)  # all of it is one person's, and ends


@pytest.mark.parametrize(("check", "planted", "instead"), OF_MODELS)
def test_models_keep_the_house_rules(check, planted, instead, careless):
    assert list(check(careless)) == planted
    kept = [model for model in TABLES if check is not unpaired_moments or model not in ONE_PERSONS]
    assert [f"{model.__name__}.{name}" for model in kept for name in check(model)] == [], instead


def test_every_form_that_acts_carries_its_one_time_key():
    assert get_resolver().url_patterns  # imports every view, and with it every form
    writes_nothing = {"SignInForm", "YearsForm"}
    ours = [form for form in descendants(BaseForm) if form.__module__.split(".")[0] in APPS]
    ours = [form for form in ours if not issubclass(form, FilterForm)]
    assert len(ours) > 40
    keyless = [form.__name__ for form in ours if "submission" not in form.base_fields]
    assert sorted(set(keyless) - writes_nothing) == [], "Derive it from core.forms.action.ActionForm"


def descendants(kind: type) -> Iterator[type]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def test_codes_are_codes():
    nouns = Counter(model.noun() for model in RECORDS)
    assert [noun for noun, times in nouns.items() if times > 1] == [], (
        "Two records of one name share act codes"
    )
    assert [noun for noun in nouns if not re.fullmatch(r"[a-z]+( [a-z]+)*", noun)] == []
    for model in TABLES:
        for field in model._meta.concrete_fields:
            if isinstance(field, CurrencyField):
                continue
            values = [str(value) for value, _ in field.flatchoices if value is not None]
            strange = [value for value in values if not re.fullmatch(r"[a-z0-9_-]*|True|False", value)]
            assert strange == [], f"{model.__name__}.{field.name}: a stored value is a code, kept for ever"


CASES = ("lower", "upper", "title", "capitalize")
# `"indicative" in words | lower` compares, and shows nothing
FILTERED = re.compile(
    r"(?<!\bin )(?<![\w.()])[\w.()]+ *\| *(lower|upper|title|capitalize)\b"
)  # `in x | lower` compares


def changed_letters(tree: ast.AST) -> Iterator[ast.Call]:
    """Where letters of shown words are changed: in a sentence, at a word's beginning, of a label or name."""
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    in_text = {id(node) for text in texts for node in ast.walk(text)}
    for call in calls(tree):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr in CASES):
            continue
        of = call.func.value
        start = isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Slice)
        shown = start or re.search(r"(label|name|noun\(\)|y\(\))$", ast.unparse(of))
        if id(call) in in_text or shown or call.func.attr == "capitalize":
            yield call


def test_one_place_alone_changes_the_letters_of_words():
    """Else "GP-led" prints as "gP-led", and "NHS trust" as "nhs trust"."""
    planted = ('f"It is {status.lower()}."', "word[:1].upper()", "role.label.lower()", "noun.capitalize()")
    assert all(list(changed_letters(ast.parse(wrong))) for wrong in planted)
    assert not list(changed_letters(ast.parse("code.upper() == email.lower() or name.casefold()")))
    found = (
        (name, call.lineno, ast.unparse(call))
        for name, tree in MODULES.items()
        if name != "core/sentences.py"
        for call in changed_letters(tree)
    )
    assert places(found) == [], "Use core.sentences for our own labels; a user's words stay as typed"
    assert FILTERED.search("{{ kind | lower }}")
    pages = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}
    filtered = [
        f"{path.name} {match[0]}" for path, text in pages.items() for match in FILTERED.finditer(text)
    ]
    assert filtered == [], "Use the filters mid_sentence and sentence_start"


def test_decision_records_are_numbered_once():
    numbers = Counter(path.name[:4] for path in (ROOT / "docs/adr").glob("*.md"))
    assert all(number.isdigit() for number in numbers)
    assert [number for number, times in numbers.items() if times > 1] == []


@pytest.mark.parametrize("app", APPS)
def test_no_room_is_called_what_hides_what_it_holds(app):
    hiding = {"utils", "helpers", "common", "services", "managers", "misc"}
    assert [name for name in MODULES if name.startswith(f"{app}/") and in_room(name, *hiding)] == []


@pytest.mark.parametrize("app", APPS[1:])
def test_rules_are_entered_when_the_app_is_ready(app):
    for room in ("rules",):
        if any(name.startswith(f"{app}/{room}") for name in MODULES):
            module = import_module(f"{app}.{room}")
            ready = inspect.getsource(apps.get_app_config(app).ready)
            assert room in ready, f"Import {module.__name__} in {app}/apps.py"


def test_no_file_names_a_package_index():
    """The lock pins by hash, so that any index that a council trusts will do."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    hosts = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com")
    texts = {name: (ROOT / name).read_bytes() for name in tracked.stdout.split() if (ROOT / name).is_file()}
    assert [name for name, text in texts.items() for host in hosts if host.encode() in text] == []
    assert [name for name in texts if name.endswith(".lock") and b"://" in texts[name]] == []
