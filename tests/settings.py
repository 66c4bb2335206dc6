"""The site's settings as the tests need them, whatever `.env` says."""

import os

import pytest

from config.database import DatabaseProblem

os.environ |= {
    "DEMO": "true",
    "SECRET_KEY": "only-for-tests-" + "0" * 40,
    "DATABASE_TIMEOUTS": "false",  # tests wait for one another's databases
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in the thread that runs the tests
}
try:
    from config.settings import *  # noqa: F403
    from config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES
except DatabaseProblem as problem:
    raise pytest.UsageError(str(problem)) from None

# Every process has a test database of its own, so that two runs in one checkout do not meet.
DATABASES["default"]["TEST"] = {"NAME": f"test_common_purse_{os.getpid()}"}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick

# Static files come straight from static/, so that a test sees a style just edited.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True

# An N+1 query in a view fails its test.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE += ["zeal.middleware.zeal_middleware"]
ZEAL_RAISE = True
# A session that a new password ends is read once and looked up once more to be removed.
ZEAL_ALLOWLIST = [{"model": "core.Session", "field": "get()"}]
# What hangs on a body that closes is handed over one by one, each under the lock of its agreement.
HANDED_OVER = ("partnerships.Agreement", "partnerships.Flexibility", "partnerships.Delegation")
HANDED_OVER += ("budgets.PartnerGroupMember", "budgets.ContributionLine", "budgets.Fund", "budgets.Grant")
HANDED_OVER += ("governance.Seat", "governance.QuorumPart", "governance.ChairTurn", "governance.Member")
ZEAL_ALLOWLIST += [{"model": model, "field": "get()"} for model in HANDED_OVER]
