"""The tables, split by noun."""

from catalogue.models.accounts import KnownBrowser, User, UserSession
from catalogue.models.arrangements import Arrangement, ArrangementStep
from catalogue.models.audit import Event, Note
from catalogue.models.base import (
    Action,
    Base,
    DeliveryState,
    ItemState,
    NameState,
    PageState,
    RecordKind,
    new_id,
    utc_now,
)
from catalogue.models.citations import Citation
from catalogue.models.column_mappings import ColumnMapping
from catalogue.models.deliveries import Delivery, DeliveryItem
from catalogue.models.descriptions import DescribedValue
from catalogue.models.duplicates import (
    CommonShingleSet,
    Copy,
    DuplicateDecision,
    DuplicatePair,
    Fingerprint,
    FingerprintBand,
    PagePicture,
)
from catalogue.models.holdings import (
    Document,
    DocumentPart,
    File,
    Fonds,
    Inventory,
    Repository,
    Term,
    type_of_record,
)
from catalogue.models.originals import Asset, AssetName, Page
from catalogue.models.page_settings import PageSettings
from catalogue.models.page_work import PageWork, StoredText
from catalogue.models.publication import Denial, IndexState, OutboxEntry, PublicationLease

__all__ = [
    "Action",
    "Arrangement",
    "ArrangementStep",
    "Asset",
    "AssetName",
    "Base",
    "Citation",
    "ColumnMapping",
    "CommonShingleSet",
    "Copy",
    "Delivery",
    "DeliveryItem",
    "DeliveryState",
    "Denial",
    "DescribedValue",
    "Document",
    "DocumentPart",
    "DuplicateDecision",
    "DuplicatePair",
    "Event",
    "File",
    "Fingerprint",
    "FingerprintBand",
    "Fonds",
    "IndexState",
    "Inventory",
    "ItemState",
    "KnownBrowser",
    "NameState",
    "Note",
    "OutboxEntry",
    "Page",
    "PagePicture",
    "PageSettings",
    "PageState",
    "PageWork",
    "PublicationLease",
    "RecordKind",
    "Repository",
    "StoredText",
    "Term",
    "User",
    "UserSession",
    "new_id",
    "type_of_record",
    "utc_now",
]
