"""The migration operations, tried on tables of their own made by the owner."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, models, transaction
from django.db.migrations.state import ModelState, ProjectState

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.schema import AddCompositeForeignKey, EnableRLS
from igum.core.tenancy import tenant_scope

VALLEY, HILLS, BIRCH, CEDAR = 1, 2, 11, 12
RUTH, DAN = 7, 8


def a_state() -> ProjectState:
    state = ProjectState()
    columns = {"region_id": models.IntegerField(), "authority_id": models.IntegerField(null=True)}
    card = {**columns, "user_id": models.IntegerField(null=True)}
    note = {**columns, "card": models.ForeignKey("core.Card", models.CASCADE, db_constraint=False)}
    letter = {**columns, "link_hash": models.CharField(max_length=64)}
    page = {**columns, "letter": models.ForeignKey("core.Letter", models.CASCADE, db_constraint=False)}
    for name, fields in (("Card", card), ("Note", note), ("Letter", letter), ("Page", page), ("Notice", columns)):
        pk = ("id", models.AutoField(primary_key=True))
        state.add_model(ModelState("core", name, [pk, *fields.items()], options={"db_table": f"tests_{name.lower()}"}))
    return state


OPERATIONS = (
    EnableRLS("Card", authority=True, own="user_id"),
    EnableRLS("Note", own="card__user_id", writes_own=True),
    AddCompositeForeignKey("Note", "card", "core.Card"),
    EnableRLS("Letter", authority=True, link="link_hash"),
    EnableRLS("Page", authority=True, link="letter__link_hash"),
    EnableRLS("Notice", authority=True, shown=True),
)


def make_tables() -> ProjectState:
    state = a_state()
    with connections["owner"].schema_editor() as editor:
        for name in ("Card", "Note", "Letter", "Page", "Notice"):
            editor.create_model(state.apps.get_model("core", name))
        for operation in OPERATIONS:
            operation.database_forwards("core", editor, state, state)
    return state


@pytest.fixture(scope="module")
def _tables(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        make_tables()
    yield
    with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE tests_note, tests_card, tests_page, tests_letter, tests_notice")


@pytest.fixture
def tables(_tables, db) -> None:
    """The tables, and a transaction that is rolled back."""


def add_card(region_id: int, authority_id: int | None = None, user_id: int | None = None) -> int:
    with tenant_scope(system_actor(region_id)), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tests_card (region_id, authority_id, user_id) VALUES (%s, %s, %s) RETURNING id",
            [region_id, authority_id, user_id],
        )
        return cursor.fetchone()[0]


def add_note(actor: Actor, region_id: int, card_id: int) -> None:
    with tenant_scope(actor), connection.cursor() as cursor:
        cursor.execute("INSERT INTO tests_note (region_id, card_id) VALUES (%s, %s)", [region_id, card_id])


def seen_by(actor: Actor, table: str = "tests_card") -> set[int]:
    with tenant_scope(actor), connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{table}"')
        return {pk for (pk,) in cursor.fetchall()}


def worker(authority_id: int | None, *, region_id: int = VALLEY, user_id: int = RUTH) -> Actor:
    return Actor(user_id, region_id, (PostHeld("worker", region_id, authority_id),))


def test_rows_are_seen_by_region_by_authority_and_by_the_person_they_are_about(tables):
    of_region, of_birch, of_cedar = add_card(VALLEY), add_card(VALLEY, BIRCH), add_card(VALLEY, CEDAR, user_id=DAN)
    of_hills = add_card(HILLS, user_id=DAN)

    assert seen_by(worker(None)) == {of_region, of_birch, of_cedar}
    assert seen_by(worker(BIRCH)) == {of_birch}
    assert seen_by(worker(BIRCH, user_id=DAN)) == {of_birch, of_cedar, of_hills}
    assert seen_by(worker(None, region_id=HILLS)) == {of_hills}
    assert seen_by(Actor()) == set()


def test_a_person_sees_and_does_not_change_a_row_about_them(tables):
    add_card(VALLEY, CEDAR, user_id=DAN)

    with tenant_scope(worker(BIRCH, user_id=DAN)), connection.cursor() as cursor:
        cursor.execute("UPDATE tests_card SET user_id = NULL")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM tests_card")
        assert cursor.rowcount == 0


def test_a_person_writes_to_what_hangs_on_their_own_row_where_that_was_allowed(tables):
    own, others = add_card(VALLEY, user_id=DAN), add_card(VALLEY, user_id=RUTH)
    dan = Actor(DAN, VALLEY, (PostHeld("resident", VALLEY, reads_others=False),))
    stranger = Actor(DAN, HILLS, (PostHeld("resident", HILLS, reads_others=False),))

    add_note(dan, VALLEY, own)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        add_note(stranger, VALLEY, others)

    assert len(seen_by(dan, "tests_note")) == 1
    assert len(seen_by(stranger, "tests_note")) == 1


def test_a_reference_into_another_region_is_refused(tables):
    card = add_card(HILLS)

    add_note(worker(None), VALLEY, card)
    with pytest.raises(IntegrityError, match="tests_note_card_same_region"):
        connection.check_constraints()


def test_what_is_shown_to_the_region_is_written_by_those_it_belongs_to_only(tables):
    add_notice = "INSERT INTO tests_notice (region_id, authority_id) VALUES (%s, %s)"
    visitor = Actor(region_id=VALLEY)
    with tenant_scope(worker(BIRCH)), connection.cursor() as cursor:
        cursor.execute(add_notice, [VALLEY, BIRCH])

    assert len(seen_by(visitor, "tests_notice")) == 1
    assert len(seen_by(worker(CEDAR), "tests_notice")) == 1
    assert seen_by(Actor(region_id=HILLS), "tests_notice") == set()
    for stranger in (visitor, worker(CEDAR)):
        with tenant_scope(stranger), connection.cursor() as cursor:
            cursor.execute("UPDATE tests_notice SET authority_id = %s", [CEDAR])
            assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), tenant_scope(stranger):
            connection.cursor().execute(add_notice, [VALLEY, BIRCH])


class TestASecretLink:
    HOLDER = Actor(region_id=VALLEY, link="a" * 64)

    def write(self, actor: Actor, link: str, region_id: int = VALLEY) -> int:
        with tenant_scope(actor), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO tests_letter (region_id, authority_id, link_hash) VALUES (%s, %s, %s) RETURNING id",
                [region_id, BIRCH, link],
            )
            return cursor.fetchone()[0]

    def test_opens_its_own_rows_and_what_hangs_on_them(self, tables):
        own, other = self.write(self.HOLDER, "a" * 64), self.write(system_actor(VALLEY), "b" * 64)
        for letter in (own, other):
            with tenant_scope(system_actor(VALLEY)), connection.cursor() as cursor:
                cursor.execute("INSERT INTO tests_page (region_id, letter_id) VALUES (%s, %s)", [VALLEY, letter])

        assert seen_by(self.HOLDER, "tests_letter") == {own}
        assert len(seen_by(self.HOLDER, "tests_page")) == 1
        assert seen_by(replace(self.HOLDER, region_id=HILLS), "tests_letter") == set()
        assert seen_by(replace(self.HOLDER, link=""), "tests_letter") == set()
        assert seen_by(worker(BIRCH), "tests_letter") == {own, other}

    def test_changes_its_own_rows_and_removes_none(self, tables):
        own, _other = self.write(self.HOLDER, "a" * 64), self.write(system_actor(VALLEY), "b" * 64)

        with tenant_scope(self.HOLDER), connection.cursor() as cursor:
            cursor.execute("UPDATE tests_letter SET authority_id = %s RETURNING id", [CEDAR])
            changed = cursor.fetchall()
            cursor.execute("DELETE FROM tests_letter")
            removed = cursor.rowcount

        assert changed == [(own,)]
        assert removed == 0

    @pytest.mark.parametrize(("link", "region_id"), [("b" * 64, VALLEY), ("a" * 64, HILLS)])
    def test_writes_no_row_of_another_link_or_region(self, tables, link, region_id):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            self.write(self.HOLDER, link, region_id)

    def test_is_not_handed_on_by_changing_a_row(self, tables):
        self.write(self.HOLDER, "a" * 64)

        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            tenant_scope(self.HOLDER),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE tests_letter SET link_hash = %s", ["b" * 64])


@pytest.mark.usefixtures("committed_db")
def test_the_owner_is_bound_too():
    make_tables()
    add_card(VALLEY)

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tests_card")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("committed_db")
def test_the_operations_go_back():
    tables = make_tables()
    with connections["owner"].schema_editor() as editor:
        for operation in reversed(OPERATIONS):
            operation.database_backwards("core", editor, tables, tables)
    add_card(VALLEY)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tests_card")
        assert cursor.fetchone() == (1,)


def test_the_operations_write_themselves_down():
    for operation in OPERATIONS:
        name, positional, named = operation.deconstruct()
        again = {"EnableRLS": EnableRLS, "AddCompositeForeignKey": AddCompositeForeignKey}[name](*positional, **named)

        assert again.deconstruct() == operation.deconstruct()
        assert operation.model in operation.describe()


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_owner_of_a_row_is_named_by_a_reference():
    state = a_state()

    with connections["owner"].schema_editor() as editor, pytest.raises(ValueError, match="must name a ForeignKey"):
        EnableRLS("Card", own="authority_id__user_id").database_forwards("core", editor, state, state)
