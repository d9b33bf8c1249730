"""Lists of choices as pages show them."""

from igum.core.templatetags import choices as kit

FOOD = {"value": "human_services:food", "name": "Food", "count": 1200, "chosen": True}
LEGAL = {"value": "human_services:legal", "name": "Legal <b>", "count": 3, "chosen": False}


def test_a_chosen_box_is_ticked_and_the_others_are_not():
    ticked, empty = kit.check_boxes("need", [FOOD, LEGAL]).split("\n")

    assert 'name="need" value="human_services:food" checked>' in ticked
    assert "checked" not in empty


def test_the_id_of_a_box_can_stand_in_a_selector():
    shown = kit.check_boxes("need", [FOOD])

    assert 'id="need-human_services-food"' in shown


def test_names_of_choices_are_text_and_never_markup():
    assert "Legal &lt;b&gt;" in kit.check_boxes("need", [LEGAL])
    assert "Legal &lt;b&gt; (3)" in kit.select_options([LEGAL])


def test_a_chosen_option_is_selected():
    assert '<option value="human_services:food" selected>Food (1200)</option>' in kit.select_options([FOOD, LEGAL])
