"""The table of letters."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.messages.rules.states import ChannelCode, State, state_of

UNSENT = Q(sent_at=None, withdrawn_at=None)
OPEN = Q(sent_at=None, withdrawn_at=None, failed_at=None, unsure_at=None)


class MessageQuerySet(models.QuerySet["Message"]):
    """Letters by where they stand."""

    def waiting(self) -> "MessageQuerySet":
        """Those that nobody has sent yet, those a channel is sending now among them."""
        return self.filter(OPEN)

    def sent(self) -> "MessageQuerySet":
        """Those that went out."""
        return self.filter(sent_at__isnull=False, withdrawn_at=None)

    def failed(self) -> "MessageQuerySet":
        """Those no channel could send."""
        return self.filter(failed_at__isnull=False, unsure_at=None, sent_at=None, withdrawn_at=None)

    def unsure(self) -> "MessageQuerySet":
        """Those that perhaps went out: somebody must look."""
        return self.filter(unsure_at__isnull=False, sent_at=None, withdrawn_at=None)

    def withdrawn(self) -> "MessageQuerySet":
        """Those that shall not go out."""
        return self.filter(withdrawn_at__isnull=False)

    def about(self, kind: str, *ids: object) -> "MessageQuerySet":
        """Those about things of one kind."""
        return self.filter(about_kind=kind, about_id__in=[str(one) for one in ids])


class Message(models.Model):
    """A letter to one recipient, in one language, about one thing; written once and sent at most once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Empty for a letter of the region itself.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    once = models.CharField(
        max_length=120, db_collation="C", help_text=_("What this letter is, by a key: it is never written twice.")
    )
    about_kind = models.CharField(max_length=60, help_text=_("What it is about, such as programmes.offer."))
    about_id = models.CharField(max_length=64)
    recipient_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True, help_text=_("As +972…; as it was typed when it is no number."))
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    channel = models.CharField(max_length=10, choices=ChannelCode.choices, default=ChannelCode.BY_HAND)
    urgent = models.BooleanField(default=False, help_text=_("May go out in quiet hours."))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(help_text=_("Not sent by itself before this moment."))
    attempts = models.PositiveSmallIntegerField(default=0)
    # Committed before a provider hears of the letter: a process that dies leaves this behind, never a second letter.
    handed_at = models.DateTimeField(null=True, blank=True)
    unsure_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When it came out that nobody knows whether it was sent.")
    )
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    again_at = models.DateTimeField(null=True, blank=True, help_text=_("When somebody last asked to send it again."))
    sent_at = models.DateTimeField(null=True, blank=True)
    # Empty when a channel sent it by itself.
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "once"], name="outbox_letter_is_written_once"),
            models.CheckConstraint(
                condition=~Q(once="") & ~Q(body=""),
                name="outbox_letter_has_a_key_and_words",
                violation_error_message=_("A letter needs its key and its words."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(withdrawn_at=None),
                name="outbox_what_went_out_is_not_withdrawn",
                violation_error_message=_("What has gone out cannot be withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(sent_by=None) | Q(sent_at__isnull=False),
                name="outbox_who_sent_it_sent_it",
                violation_error_message=_("A letter that somebody sent needs the moment."),
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("written_at")),
                name="outbox_letter_is_due_after_it_is_written",
                violation_error_message=_("A letter cannot be due before it is written."),
            ),
        ]
        indexes = [
            # Few are left at any time, however many were sent: those that wait, that failed, that are in doubt.
            models.Index(
                fields=["region", "about_kind", "written_at", "id"], condition=UNSENT, name="outbox_unsent_by_subject"
            ),
            models.Index(fields=["region", "-written_at", "-id"], name="outbox_newest"),
            models.Index(
                fields=["region", "due_at"], condition=OPEN & ~Q(channel="by_hand"), name="outbox_due_by_itself"
            ),
            models.Index(fields=["region", "about_kind", "about_id"], name="outbox_about_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.about_kind} {self.once}"

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self)

    @property
    def sent_by_hand(self) -> bool:
        """Whether a person sent it, whatever way."""
        return self.sent_at is not None and self.sent_by_id is not None

    @property
    def provider_key(self) -> str:
        """What a provider knows this sending by: equal for every attempt, another when somebody asks to send again."""
        return f"{self.pk}-{self.again_at:%Y%m%d%H%M%S}" if self.again_at else str(self.pk)
