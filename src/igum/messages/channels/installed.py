"""The channels this installation has set up, in its order of preference."""

from django.conf import settings

from igum.messages.channels.email import EmailChannel
from igum.messages.channels.protocol import Channel
from igum.messages.channels.sms import SmsChannel, SmsProvider
from igum.messages.rules.states import ChannelCode


def channel_codes() -> tuple[str, ...]:
    """The codes of the channels in use, the preferred one first."""
    return tuple(settings.IGUM_CHANNELS)


def channel(code: str) -> Channel | None:
    """A channel by its code; None when it is not set up, or is a person's hand."""
    if code not in channel_codes():
        return None
    if code == ChannelCode.SMS:
        return SmsChannel(SmsProvider(**settings.IGUM_SMS))
    return EmailChannel() if code == ChannelCode.EMAIL else None
