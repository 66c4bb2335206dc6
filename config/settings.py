"""Settings, all from the environment (docs/operating/install.md lists them).

Secure by default: only DEMO=true, which `make demo` and `bin/demo` set for their own processes, relaxes
anything, and it relaxes what plain HTTP on 127.0.0.1 cannot do (secure cookies, HSTS, redirects to HTTPS).
Without it nothing is guessed: what names this installation must be given.
"""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config.database import database_url, owner_url
from config.mail import mailer

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
DEMO = env.bool("DEMO", default=False)


def given(name: str, what_to_do: str) -> str:
    """The variable, which must be set except in the demo."""
    value = env.str(name, default="")
    if not value and not DEMO:
        raise ImproperlyConfigured(f"{name} is not set. {what_to_do}")
    return value


# Made-up people of the demonstration; ".invalid" is reserved, so no real address can match.
DEMO_DOMAIN = ".demo.invalid"
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="a purse held in common") if DEMO else ""
DEBUG = False
SECRET_KEY = given("SECRET_KEY", "Set it to a random text of 50 characters or more that nobody else has.")
if len(SECRET_KEY) < 50 and not DEMO:
    raise ImproperlyConfigured("SECRET_KEY is too short. Set it to a random text of 50 characters or more.")
ALLOWED_HOSTS = given(
    "ALLOWED_HOSTS", "Set it to the names by which browsers reach the site, with commas between them."
).split(",")
if DEMO:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# A Markdown file whose first line is its heading; without one, docs/privacy.md is shown.
PRIVACY_NOTICE = env.str("PRIVACY_NOTICE", default="")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "djmoney",
    "django_filters",
    "core",
    "partnerships",
    "budgets",
    "governance",
    "documents",
    "publishing",
    "cases",
]

MIDDLEWARE = [
    "core.middleware.HealthChecks",
    "core.logs.EachRequest",
    "core.middleware.DrainRequest",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.NeverStored",
    "core.middleware.ToldWhenMade",
    "core.middleware.SessionKeyReadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.sessions.SessionLimits",
    "core.middleware.LittleBeforeSignIn",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.SignInRequired",
    "core.middleware.PermissionStated",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "core.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "core.navigation.page",
            ],
        },
    },
]
FORM_RENDERER = "core.forms.renderer.GovukRenderer"

DATABASE_URL = given(
    "DATABASE_URL", "Set it to postgresql://USER:PASSWORD@HOST:PORT/NAME of your PostgreSQL."
)
DATABASES = {"default": env.db_url_config(database_url(DATABASE_URL))}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # core.history.act opens the transaction
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# What is asked of each connection: to compile no statement, which takes many times as long as the one that
# reads whole agreements; and how long a page lets the database take, milliseconds. Commands take what they
# need (see manage.py). Behind a pooler that passes no options on, set these on the role and
# DATABASE_OPTIONS=false.
asked = {"jit": "off"}
if env.bool("DATABASE_TIMEOUTS", default=True):
    asked |= {
        "statement_timeout": "20000",
        "lock_timeout": "5000",
        "idle_in_transaction_session_timeout": "60000",
    }
if env.bool("DATABASE_OPTIONS", default=True):
    said = " ".join(f"-c {name}={value}" for name, value in asked.items())
    DATABASES["default"]["OPTIONS"]["options"] = said
# The owner of the tables, for `migrate` alone; empty where the application's own role is that.
OWNER_URL = owner_url(env.str("DATABASE_OWNER_URL", default=""), database_url=DATABASE_URL)
DATABASE_OWNER = env.db_url_config(OWNER_URL) if OWNER_URL else {}
DATABASE_ROLE = DATABASES["default"].get("USER", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.passwords.NotOnesOwnWords"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds that a link to choose a password works
CSRF_FAILURE_VIEW = "core.views.errors.form_expired"
LOGIN_URL = "core:sign-in"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
CURRENCIES = ("GBP",)
DEFAULT_CURRENCY = "GBP"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A long paste must reach its field and be refused there in words, not be dropped before the form sees it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# The largest file that is taken, in megabytes; and the installation's own virus scanner, a command that reads
# the bytes on its standard input. None: files are looked at by the site alone.
FILE_MEGABYTES = env.int("FILE_MEGABYTES", default=20)
FILE_SCANNER = env.str("FILE_SCANNER", default="")
FILE_SCANNER_SECONDS = env.int("FILE_SCANNER_SECONDS", default=60)

# How many proxies of our own stand before the site. Each adds to X-Forwarded-For the address it heard from;
# what stands before those may be anybody's invention.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# What one PDF may take before it is given up, and how many are made at once in each server process.
PDF_SECONDS = env.int("PDF_SECONDS", default=60)
PDF_MEGABYTES = env.int("PDF_MEGABYTES", default=2048)  # of address space
PDF_PROCESSES = env.int("PDF_PROCESSES", default=2)

SESSION_ENGINE = "core.sessions"
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=30))
SESSION_LONGEST = timedelta(hours=env.int("SESSION_LONGEST_HOURS", default=8))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SILENCED_SYSTEM_CHECKS = [
    "security.W021"
]  # a domain's owner puts it on browsers' preload list, not a site on it
SECURE_REFERRER_POLICY = "same-origin"

# E-mail. Where EMAIL_URL names no server, messages are written to the console.
MAILERS = {"default": mailer(env.email_url("EMAIL_URL", default="consolemail://"))}
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="common-purse@localhost")
# The address of the site, with which links in messages begin.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000/" if DEMO else "")

X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# Lines of JSON for whatever collects logs; `core.logs` writes one for each request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING" if DEMO else "INFO")},
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # what was refused stands in the line of its request
        "django.server": {"handlers": ["console"], "propagate": False},
    },
}
