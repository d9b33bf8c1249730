"""The plans that lie beside the sample's services."""

from ruamel.yaml import YAML

from igum.sample.pools import SERVICES, stored_plans


def test_every_service_of_the_sample_has_its_plans_with_every_coalition_counted():
    services = YAML(typ="safe").load(SERVICES.read_text())["pools"]
    stored = stored_plans()

    assert len(stored) == len(services) == 14
    for plans in stored.values():
        for plan in plans:
            assert len(plan["costs"]["costs"]) == 2 ** len(plan["costs"]["payers"])
            assert plan["costs"]["costs"][-1] == plan["net_agorot"]
