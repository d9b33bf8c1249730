"""Django's settings, in one file, read from the environment. Every value has a default that is safe to serve."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from igum.config.databases import databases
from igum.config.errors import CannotStart
from igum.config.letters import anymail, channels, sms_provider
from igum.config.private_data import data_directory, key, secret, whole_key

PACKAGE = Path(__file__).resolve().parents[1]
DATA = data_directory()


def _listed(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _origins(address: str) -> list[str]:
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def _address(origins: list[str]) -> str:
    """The site's own scheme and name, without a path: as set, else the first whole name among the trusted origins."""
    named = [origin for origin in origins if "*" not in origin]
    said = os.environ.get("IGUM_ADDRESS") or next(iter(named), "http://127.0.0.1:8000")
    found = _origins(said)
    if not said.startswith(("http://", "https://")) or not found or found[0] != said.rstrip("/"):
        raise CannotStart(f"IGUM_ADDRESS must look like https://igum.example.org, without a path; it is {said}.")
    return found[0]


DEBUG = os.environ.get("IGUM_DEBUG") == "1"
SECRET_KEY = secret("IGUM_SECRET_KEY")
CSRF_TRUSTED_ORIGINS = _listed("IGUM_ORIGINS")
# Where readers find the site: what letters lead to, whatever name the request that caused them came by.
IGUM_ADDRESS = _address(CSRF_TRUSTED_ORIGINS)
ALLOWED_HOSTS = [*_listed("IGUM_HOSTS", "localhost,127.0.0.1,[::1]"), str(urlsplit(IGUM_ADDRESS).hostname)]
BEHIND_TLS = os.environ.get("IGUM_TLS") == "1"

INSTALLED_APPS = [
    "igum.core",
    "igum.places",
    "igum.people",
    "igum.messages",
    "igum.questionnaires",
    "igum.directory",
    "igum.needs",
    "igum.volunteering",
    "igum.pooling",
    "igum.programmes",
    "igum.sample",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # sends files that lie compressed already
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "igum.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "igum.core.middleware.ActorMiddleware",
    "igum.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "igum.config.urls"
WSGI_APPLICATION = "igum.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "igum.core.context.page",
            ],
            "builtins": ["igum.core.templatetags.igum", "igum.core.templatetags.addresses"],
        },
    },
]

FORM_RENDERER = "igum.core.form_renderer.KitRenderer"

# --- Data -------------------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = databases(DATA)
DATABASE_ROUTERS = ["igum.core.tenancy.OwnerOnlyMigrates"]
IGUM_DATA = DATA
IGUM_SEARCH_INDEX = DATA / "index"
IGUM_REGION = os.environ.get("IGUM_REGION", "western-galilee")  # the region a visitor meets first
IGUM_TRAVEL_MATRIX = os.environ.get("IGUM_TRAVEL_MATRIX", "")
IGUM_AUTHORITY_AREAS = os.environ.get("IGUM_AUTHORITY_AREAS", "")
IGUM_SEMANTIC = os.environ.get("IGUM_SEMANTIC") == "1"
IGUM_DEMO = os.environ.get("IGUM_DEMO") == "1"
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_HANDLERS = [
    "igum.core.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Shared by all processes: a limit on failed sign-ins that each process counts for itself is no limit.
# It must hold all that are being counted: Django's own 300 would let whoever tries 300 addresses be forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Languages and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "he"
LANGUAGES = [("he", "עברית"), ("ar", "العربية"), ("en", "English"), ("ru", "Русский"), ("am", "አማርኛ")]
LANGUAGE_COOKIE_NAME = "igum_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jerusalem"
FORMAT_MODULE_PATH = ["igum.config.formats"]

# --- Accounts ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("IGUM_EMAIL_VERIFICATION", "mandatory")
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Failed sign-ins are counted by address: behind the proxy that ends TLS by the one it saw, not by the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
ACCOUNT_ADAPTER = "igum.people.adapters.AccountAdapter"
ACCOUNT_USER_DISPLAY = "igum.people.models.display_name"
MFA_ADAPTER = "igum.people.adapters.SealingMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "igum.people.forms.AddPasskeyForm",
    "edit_webauthn": "igum.people.forms.EditPasskeyForm",
}
MFA_TOTP_ISSUER = "Igum"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # passkeys on http://localhost, for trial and tests
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": [], "OAUTH_PKCE_ENABLED": True}}
if os.environ.get("IGUM_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": os.environ.get("IGUM_OIDC_ID", "municipality"),
            "name": os.environ.get("IGUM_OIDC_NAME") or _("Municipal sign-in"),
            "client_id": os.environ["IGUM_OIDC_CLIENT"],
            "secret": os.environ["IGUM_OIDC_SECRET"],
            "settings": {"server_url": os.environ["IGUM_OIDC_SERVER"]},
        }
    )

# --- Browser security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # A browser follows a form across a redirect only to the places named here: the municipality's sign-in is one.
        "form-action": [SELF, *_origins(os.environ.get("IGUM_OIDC_SERVER", ""))],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
X_FRAME_OPTIONS = "DENY"

# --- Files, messages, log -----------------------------------------------------------------------------------

STATIC_URL = "/static/"
# Served files carry their content's hash in their name and lie compressed: a phone on a weak signal asks once.
# Tests and single commands take them from the modules as they are.
COLLECTED = os.environ.get("IGUM_STATIC") == "collected"
STATIC_ROOT = DATA / "static" if COLLECTED else None
WHITENOISE_USE_FINDERS = not COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "igum.core.stylesheets.KitStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
EMAIL_BACKEND = os.environ.get("IGUM_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("IGUM_FROM", "igum@localhost")
EMAIL_HOST = os.environ.get("IGUM_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("IGUM_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("IGUM_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("IGUM_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("IGUM_EMAIL_TLS") == "starttls"
EMAIL_USE_SSL = os.environ.get("IGUM_EMAIL_TLS") == "tls"
EMAIL_TIMEOUT = 20
ANYMAIL = anymail()
IGUM_CHANNELS = channels()  # none: letters wait in the outbox for a hand
IGUM_SMS = sms_provider()
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("IGUM_LOG", "WARNING")},
    # Anybody can ask for what is not here, or under a wrong name: a line for each would fill the disk.
    "loggers": {
        "django.request": {"level": os.environ.get("IGUM_LOG", "ERROR")},
        "django.security": {"level": os.environ.get("IGUM_LOG", "CRITICAL")},
    },
}

# --- Keys -----------------------------------------------------------------------------------------------------

IGUM_CONTEXT_KEY = key("IGUM_CONTEXT_KEY")
IGUM_FIELD_KEY = key("IGUM_FIELD_KEY")
IGUM_LOOKUP_KEY = key("IGUM_LOOKUP_KEY")
# Keys that sealed older fields, newest first: they still open, they no longer seal.
IGUM_FIELD_KEYS_BEFORE = [whole_key("IGUM_FIELD_KEY", digits) for digits in _listed("IGUM_FIELD_KEYS_BEFORE")]
