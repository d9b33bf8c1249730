"""Loading the facts."""

import pytest
from django.db import IntegrityError, transaction

from igum.places import commands
from igum.places.models import Authority, Locality, Region
from igum.places.tests.factories import make_authority, make_locality

pytestmark = pytest.mark.django_db


def test_everything_in_the_package_is_loaded():
    loaded = commands.load_places()

    assert loaded == commands.LoadedPlaces(regions=11, authorities=257, localities=1266)
    assert (Region.objects.count(), Authority.objects.count(), Locality.objects.count()) == (11, 257, 1266)


def test_loading_again_changes_nothing_but_what_was_changed_by_hand():
    commands.load_places()
    Locality.objects.filter(pk=9100).update(population=1, names={"he": "?"})

    commands.load_places()

    nahariyya = Locality.objects.get(pk=9100)
    assert (nahariyya.names["he"], nahariyya.population) == ("נהרייה", 60_807)
    assert Locality.objects.count() == 1266


def test_a_place_that_the_package_does_not_have_stays():
    own = make_locality("Alder")

    commands.load_places()

    assert Locality.objects.filter(pk=own.pk).exists()


def test_loading_is_told_step_by_step():
    steps: list[str] = []

    commands.load_places(progress=steps.append)

    assert steps == ["regions", "authorities", "localities"]


def test_what_is_unknown_is_loaded_as_unknown():
    commands.load_places()

    tefen = Authority.objects.get(pk=1722)

    assert (tefen.population, tefen.area_km2, tefen.socio_economic_cluster) == (None, None, None)


def test_a_regional_council_and_a_town_of_the_same_number_are_two_authorities():
    commands.load_places()

    council, town = Authority.objects.get(pk=5526), Authority.objects.get(pk=26)

    assert (council.names["he"], council.cbs_code) == ("מטה יהודה", "26")
    assert (town.names["he"], town.cbs_code) == ("ראש פינה", "0026")


def test_the_database_refuses_a_locality_without_an_authority_or_a_reason():
    lost = make_locality("Alder")

    with pytest.raises(IntegrityError, match="has_an_authority_or_a_reason"), transaction.atomic():
        Locality.objects.filter(pk=lost.pk).update(without_authority="")


def test_the_database_refuses_a_cluster_beyond_ten():
    with pytest.raises(IntegrityError, match="socio_economic_cluster_is_1_to_10"), transaction.atomic():
        make_authority("Alder", socio_economic_cluster=11)
