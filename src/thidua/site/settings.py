"""Settings of the whole house, read from the environment; without any, it runs as the demo on one PC."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _

environment = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent

# All that an installation keeps lies in one folder: database, files, secret key, log.
DATA = Path(environment.str("THIDUA_DATA", default=str(Path.cwd() / "data"))).resolve()
# `thidua demo` leaves a mark in the folder it fills: such a folder is never mistaken for an office at work.
DEMO_MODE = environment.bool("THIDUA_DEMO", default=(DATA / "demo").exists())
DEBUG = environment.bool("THIDUA_DEBUG", default=False)


def _secret_key() -> str:
    """The installation's key: from the environment, else made once and kept in the data folder."""
    given = environment.str("THIDUA_SECRET_KEY", default="")
    if given:
        return given
    kept = DATA / "secret_key"
    if not kept.exists() and DATA.is_dir() and os.access(DATA, os.W_OK):
        _make_key(kept)
    return kept.read_text().strip() if kept.exists() else secrets.token_urlsafe(50)


def _make_key(kept: Path) -> None:
    """Write a new key that nobody else can read, whole or not at all; of processes that start together one wins."""
    handle, name = tempfile.mkstemp(dir=kept.parent)  # made for its owner alone
    with os.fdopen(handle, "w") as fresh:
        fresh.write(secrets.token_urlsafe(50))
    try:
        os.link(name, kept)
    except FileExistsError:
        pass
    except OSError:
        # A disk without hard links (exFAT): the last of processes that start together wins.
        Path(name).replace(kept)
    Path(name).unlink(missing_ok=True)


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.list("THIDUA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.list("THIDUA_ORIGINS", default=[])
# The body's own rules on top of national law: a file of thidua/law/packs/local.
LAW_OVERLAY = environment.str("THIDUA_LAW_OVERLAY", default="so-noi-vu-khanh-hoa" if DEMO_MODE else "")
# Where certificates send whoever verifies them; empty means: the address of the request.
PUBLIC_ADDRESS = environment.str("THIDUA_PUBLIC_ADDRESS", default="http://127.0.0.1:8000")
# Folder with the certificates (.cer, .crt, .pem) of those whose signatures are trusted; without any, signed files are
# kept with the remark that the issuer could not be judged.
SIGNING_ROOTS = environment.str("THIDUA_SIGNING_ROOTS", default="")

INSTALLED_APPS = [
    "thidua.site",
    "thidua.portal",
    "thidua.decisions",
    "thidua.councils",
    "thidua.nominations",
    "thidua.movements",
    "thidua.initiatives",
    "thidua.documents",
    "thidua.organisation",
    "thidua.notices",
    "thidua.accounts",
    "thidua.journal",
    "thidua.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "treebeard",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.site.middleware.AnsweredMiddleware",
    "thidua.site.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua.site.middleware.WrongMethodMiddleware",
    "thidua.site.middleware.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.base.middleware.DayMiddleware",
    "thidua.base.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thidua.site.urls"
WSGI_APPLICATION = "thidua.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.site.context.shell",
            ],
            "builtins": ["thidua.site.templatetags.thidua"],
            "libraries": {"i18n": "thidua.site.words"},
        },
    }
]
FORM_RENDERER = "thidua.site.form_renderer.OfficeRenderer"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
CSRF_FAILURE_VIEW = "thidua.site.views.csrf_failure"


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "thidua.base.sqlite",
        "NAME": str(DATA / "thidua.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _database() -> dict[str, Any]:
    if not environment.str("DATABASE_URL", default=""):
        return _sqlite()
    database: dict[str, Any] = environment.db("DATABASE_URL")
    if database["ENGINE"].endswith("sqlite3"):
        return _sqlite() | {"NAME": database["NAME"]}
    return database | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "portal:home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
# By account and address together: nobody can lock out a colleague from another desk.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "thidua.site.client_address.client_address"
# How many proxies of our own stand in front, each writing X-Forwarded-For. Counting too few makes all desks one;
# counting one that does not write the header lets whoever guesses passwords choose the address: none unless told.
TRUSTED_PROXIES = environment.int("THIDUA_PROXIES", default=0)
# Whoever has signed in has not been guessing.
AXES_RESET_ON_SUCCESS = True
# Nobody reads who signed in when and from where, so it is not kept.
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "thidua_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["thidua.site.formats"]

STATIC_URL = "/static/"
# `thidua run` gathers the pages' files there, compressed and named by their content; without that (tests, developers)
# they are served from the package as they are.
_GATHERED = DATA / "static"
if (_GATHERED / "staticfiles.json").exists():
    STATIC_ROOT = _GATHERED
    _STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
else:
    WHITENOISE_USE_FINDERS = True
    _STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
MEDIA_ROOT = DATA / "files"
# Evidence and dossiers are nobody's business on a shared machine.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FILE_UPLOAD_HANDLERS = ["thidua.base.uploads.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SESSION_COOKIE_AGE = environment.int("THIDUA_SESSION_SECONDS", default=8 * 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = environment.bool("THIDUA_HTTPS", default=False)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
# Whether the promise of HTTPS holds for the neighbours below the same domain is for the domain's owner to say.
# The library `i18n` is ours on purpose: the framework's with one tag made quicker (`site/words.py`).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "templates.W003"]
# The proxy in front has to set this header itself, whatever the browser sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MESSAGE_TAGS = {message_levels.ERROR: "error", message_levels.SUCCESS: "success"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.str("THIDUA_LOG_LEVEL", default="WARNING")},
}
