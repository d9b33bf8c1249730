"""A service as search engines and assistants read it: schema.org's GovernmentService."""

from typing import Any

from igum.directory.queries import ServicePage

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(page: ServicePage, url: str) -> dict[str, Any]:
    """The facts of a service page. Sample numbers are left out: nobody should call them."""
    service = page.service
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": url,
        "url": url,
        "name": page.texts["name"].text,
        "description": page.texts["description"].text,
        "provider": {"@type": "Organization", "name": page.organization_name.text},
        "areaServed": [{"@type": "AdministrativeArea", "name": area.place.name} for area in page.areas],
        "availableLanguage": list(service.languages),
    }
    if service.free_of_charge is not None:
        described["isAccessibleForFree"] = service.free_of_charge
    if page.spans:
        described["hoursAvailable"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAYS[span.weekday]}",
                "opens": span.opens.isoformat("minutes"),
                "closes": span.closes.isoformat("minutes"),
            }
            for span in page.spans
        ]
    if page.phones and not service.is_sample:
        described["availableChannel"] = [
            {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": phone.number}}
            for phone in page.phones
        ]
    return described
