"""``./igum manage slots``: which slots there are, and who fills them."""

from typing import Any

from django.core.management.base import BaseCommand

from igum.core.slots import declared_slots


class Command(BaseCommand):
    """Lists every slot with its meaning."""

    help = "Lists the slots that lower modules declare, and the modules that fill them."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a slot."""
        for slot in declared_slots():
            self.stdout.write(f"{slot.name}: {slot.meaning}; filled by {', '.join(slot.filled_by) or 'nobody'}")
