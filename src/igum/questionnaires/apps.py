"""Wiring of questionnaires."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Questions of any form and the answers to them."""

    name = "igum.questionnaires"
