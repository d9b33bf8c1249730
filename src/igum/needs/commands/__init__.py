"""Verbs of needs: one transaction each."""

from igum.needs.commands.needs import NeedData, NotANeed, NotOpen, Size, add_need, close_need, mark_pooled

__all__ = ["NeedData", "NotANeed", "NotOpen", "Size", "add_need", "close_need", "mark_pooled"]
