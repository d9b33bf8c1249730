"""What the operator gave in place of the package's own estimates."""

from igum.places.queries.areas import authority_areas
from igum.places.queries.distances import operators_minutes


def check_operator_files() -> None:
    """Read the matrix and the areas that the settings name, so that a bad file is known when the site starts.

    Raises:
        Refused: one of them cannot be used; in words, with the line or the feature.
    """
    operators_minutes()
    authority_areas()
