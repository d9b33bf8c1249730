"""What the environment says of channels is taken, or refused in words before anything starts."""

import pytest

from igum.config import letters
from igum.config.errors import CannotStart
from igum.messages.channels.email import EmailChannel
from igum.messages.channels.installed import channel
from igum.messages.channels.sms import SmsChannel, SmsProvider


@pytest.fixture
def says(monkeypatch):
    def say(**words: str) -> None:
        for name, value in words.items():
            monkeypatch.setenv(name, value)

    return say


def test_an_installation_that_says_nothing_sends_nothing_by_itself():
    assert letters.channels() == []
    assert channel("email") is None
    assert channel("by_hand") is None


def test_channels_keep_their_order(says):
    says(IGUM_CHANNELS="sms, email", IGUM_SMS_URL="https://sms.example.org/send")

    assert letters.channels() == ["sms", "email"]


def test_what_the_provider_is_told_comes_from_the_environment(says, settings):
    says(
        IGUM_SMS_URL="https://sms.example.org/send",
        IGUM_SMS_KEY="k",
        IGUM_SMS_FORMAT="form",
        IGUM_SMS_PARAMETERS='{"to": "dest", "text": "message", "source": "Igum"}',
        IGUM_SMS_NUMBERS="local",
        IGUM_SMS_ACCEPTED="status=0",
    )
    settings.IGUM_CHANNELS, settings.IGUM_SMS = ["sms", "email"], letters.sms_provider()

    sms = channel("sms")

    assert isinstance(sms, SmsChannel)
    assert sms.provider == SmsProvider(
        url="https://sms.example.org/send",
        key="k",
        as_json=False,
        to="dest",
        text="message",
        fixed={"source": "Igum"},
        numbers="local",
        accepted="status=0",
    )
    assert not sms.repeats_safely
    assert isinstance(channel("email"), EmailChannel)


@pytest.mark.parametrize(
    ("words", "read", "remedy"),
    [
        ({"IGUM_CHANNELS": "pigeon"}, letters.channels, "email, sms or both"),
        ({"IGUM_CHANNELS": "sms"}, letters.channels, "set IGUM_SMS_URL"),
        ({"IGUM_SMS_URL": "sms.example.org"}, letters.sms_provider, "whole address"),
        ({"IGUM_SMS_URL": "file:///etc/passwd"}, letters.sms_provider, "whole address"),
        ({"IGUM_SMS_PARAMETERS": "to=to"}, letters.sms_provider, "must be a JSON object"),
        ({"IGUM_SMS_NUMBERS": "roman"}, letters.sms_provider, "international or digits or local"),
        ({"IGUM_SMS_FORMAT": "xml"}, letters.sms_provider, "json or form"),
        ({"IGUM_SMS_ACCEPTED": "ok"}, letters.sms_provider, "such as status=0"),
        ({"IGUM_SMS_KEY": "k", "IGUM_SMS_KEY_HEADER": "X-Key k"}, letters.sms_provider, "Authorization: Bearer {key}"),
        ({"IGUM_ANYMAIL": "[1]"}, letters.anymail, "must be a JSON object"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_remedy(says, words, read, remedy):
    says(**words)

    with pytest.raises(CannotStart) as refusal:
        read()

    assert remedy in str(refusal.value)
