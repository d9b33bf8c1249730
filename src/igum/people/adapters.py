"""What allauth asks of its site: here, that second factors lie sealed in their table."""

from base64 import b64decode, b64encode

from allauth.mfa.adapter import DefaultMFAAdapter

from igum.core.sealed import seal, unseal

# The secret is sealed before its row has a key, so it is bound to table and column only.
PLACE = {"table": "mfa_authenticator", "column": "data"}
NO_ROW_YET = 0


class SealingMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seals TOTP secrets and the seed of recovery codes: a copy of the database alone signs nobody in."""

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return b64encode(seal(text, **PLACE, pk=NO_ROW_YET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(b64decode(encrypted_text), **PLACE, pk=NO_ROW_YET)
