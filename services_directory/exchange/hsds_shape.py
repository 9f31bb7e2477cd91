"""The part of HSDS 3 (Human Services Data Specification, openreferral.org) that we read and write, in its own names."""

import msgspec


class Attribute(msgspec.Struct, omit_defaults=True):
    """One thing more about what it stands in: `link_type` says what, `value` which."""

    id: str
    link_type: str | None = None
    value: str | None = None
    taxonomy_term: "TaxonomyTerm | None" = None


class TaxonomyTerm(msgspec.Struct, omit_defaults=True):
    id: str
    name: str
    description: str | None = None
    code: str | None = None
    taxonomy: str | None = None


class Phone(msgspec.Struct, omit_defaults=True):
    id: str
    number: str
    type: str | None = None
    description: str | None = None


class Schedule(msgspec.Struct, omit_defaults=True):
    """A recurring event as RFC 5545 has it, or a description in words."""

    id: str
    description: str | None = None
    freq: str | None = None
    interval: float | None = None
    byday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


class ServiceArea(msgspec.Struct, omit_defaults=True):
    """`extent` holds a polygon; its form is named by `extent_type`."""

    id: str
    name: str | None = None
    extent: str | None = None
    extent_type: str | None = None


class Language(msgspec.Struct, omit_defaults=True):
    id: str
    name: str | None = None
    code: str | None = None


class CostOption(msgspec.Struct, omit_defaults=True):
    id: str
    option: str | None = None
    amount: float | None = None
    currency: str | None = None


class Accessibility(msgspec.Struct, omit_defaults=True):
    id: str
    description: str | None = None


class Address(msgspec.Struct, omit_defaults=True):
    """All but the second line and the region are required of one who writes it; who reads it is content with less."""

    id: str
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    region: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None
    address_type: str | None = None


class Location(msgspec.Struct, omit_defaults=True):
    id: str
    location_type: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    addresses: list[Address] | None = None
    accessibility: list[Accessibility] | None = None


class ServiceAtLocation(msgspec.Struct, omit_defaults=True):
    id: str
    location: Location | None = None


class Service(msgspec.Struct, omit_defaults=True):
    id: str
    name: str
    status: str | None = None
    organization_id: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    url: str | None = None
    email: str | None = None
    fees_description: str | None = None
    eligibility_description: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: str | None = None
    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None
    service_areas: list[ServiceArea] | None = None
    service_at_locations: list[ServiceAtLocation] | None = None
    languages: list[Language] | None = None
    cost_options: list[CostOption] | None = None
    attributes: list[Attribute] | None = None
    organization: "Organization | None" = None


class Organization(msgspec.Struct, omit_defaults=True):
    """`description` is required of one who writes it. The services come after all else, one by one as they stand."""

    id: str
    name: str
    description: str | None = None
    website: str | None = None
    email: str | None = None
    services: list[msgspec.Raw] | None = None


class Page(msgspec.Struct):
    """What an HSDS service answers when it is asked for all its organisations, or all its services."""

    contents: list[msgspec.Raw]
    total_items: int = 0
    total_pages: int = 1
    page_number: int = 1
    size: int = 0
    first_page: bool = True
    last_page: bool = True
    empty: bool = False
