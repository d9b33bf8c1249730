"""A change of keys: what the key before sealed is sealed anew, and then that key may go."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied

from igum.core.actor import system_actor
from igum.core.models import AuditRow
from igum.people import commands
from igum.people.models import Resident
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    ELM,
    MAPLE_HILLS,
    MONDAY,
    a_registration,
    acting,
    make_actor,
    make_user,
)

pytestmark = pytest.mark.usefixtures("places")

NUMBER = commands.SealedColumn(Resident, "number_sealed")
NUMBERS = ("012345674", "000000018", "000000026")


@pytest.fixture
def residents() -> list[Resident]:
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)
    with acting(actor):
        return [
            commands.register_resident(actor=actor, registration=a_registration(number=number), at=MONDAY)
            for number in NUMBERS
        ]


@pytest.fixture
def new_key(settings) -> None:
    settings.IGUM_FIELD_KEYS_BEFORE = [settings.IGUM_FIELD_KEY]
    settings.IGUM_FIELD_KEY = "11" * 32


def reseal(region_id: int = ALDER_VALLEY, **more: int) -> int:
    program = system_actor(region_id)
    with acting(program):
        return commands.reseal_column(actor=program, column=NUMBER, at=MONDAY, **more)


def opened(residents: list[Resident]) -> tuple[str, ...]:
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)
    with acting(actor):
        return tuple(commands.open_identity_number(actor=actor, resident_id=one.pk, at=MONDAY) for one in residents)


def test_numbers_open_with_the_new_key_alone_once_they_are_sealed_anew(residents, new_key, settings):
    assert reseal() == 3

    settings.IGUM_FIELD_KEYS_BEFORE = []
    assert opened(residents) == NUMBERS


def test_a_few_at_a_time_until_none_is_left(residents, new_key):
    assert [reseal(at_most=2), reseal(at_most=2), reseal(at_most=2)] == [2, 1, 0]
    with acting(system_actor(ALDER_VALLEY)):
        rows = AuditRow.objects.filter(action="people.sealed.resealed").order_by("number")
        assert [row.facts for row in rows] == [{"column": str(NUMBER), "count": 2}, {"column": str(NUMBER), "count": 1}]


def test_what_the_present_key_sealed_is_left_as_it_is(residents):
    assert reseal() == 0


def test_each_region_for_itself(residents, new_key):
    actor = make_actor(Role.SOCIAL_WORKER, ELM, region_id=MAPLE_HILLS)
    with acting(actor):
        commands.register_resident(actor=actor, registration=a_registration(ELM), at=MONDAY)

    assert reseal(MAPLE_HILLS) == 0


def test_a_key_that_is_not_here_is_named_and_nothing_has_changed(residents, new_key, settings):
    settings.IGUM_FIELD_KEYS_BEFORE = []

    with pytest.raises(commands.KeyNotHere, match="Add it to IGUM_FIELD_KEYS_BEFORE"):
        reseal()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SOCIAL_WORKER])
def test_only_the_program_seals_anew(role, residents):
    actor = make_actor(role, BIRCH if role == Role.SOCIAL_WORKER else None)

    with acting(actor), pytest.raises(PermissionDenied, match="at the terminal"):
        commands.reseal_column(actor=actor, column=NUMBER, at=MONDAY)
    with acting(actor), pytest.raises(PermissionDenied, match="at the terminal"):
        commands.reseal_second_factors(actor=actor, at=MONDAY)


def test_second_factors_are_sealed_anew_too(settings, new_key):
    anew, settings.IGUM_FIELD_KEY = settings.IGUM_FIELD_KEY, settings.IGUM_FIELD_KEYS_BEFORE[0]
    ruth = make_user("Ruth")
    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(ruth).get_unused_codes()
    before = {factor.pk: factor.data for factor in Authenticator.objects.all()}
    settings.IGUM_FIELD_KEY = anew

    with acting(system_actor(None)):
        count = commands.reseal_second_factors(actor=system_actor(None), at=MONDAY)
        again = commands.reseal_second_factors(actor=system_actor(None), at=MONDAY)

    settings.IGUM_FIELD_KEYS_BEFORE = []
    assert (count, again) == (2, 0)
    assert all(factor.data != before[factor.pk] for factor in Authenticator.objects.all())
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == codes
    assert TOTP(Authenticator.objects.get(type="totp")).instance.wrap().validate_code("000000") is False
