"""What goes to other systems: the package of a document (DOCX, PDF, metadata, edXML) and award records."""

from thidua.paperwork.exchange.agency_codes import AgencyCode, CodePeriod, code_on
from thidua.paperwork.exchange.award_records import AwardRecord, award_records_json, award_records_xlsx
from thidua.paperwork.exchange.envelope import envelope
from thidua.paperwork.exchange.metadata import Agency, FileEntry, Metadata, metadata_json, metadata_of, schema
from thidua.paperwork.exchange.package import pack, package_name

__all__ = [
    "Agency",
    "AgencyCode",
    "AwardRecord",
    "CodePeriod",
    "FileEntry",
    "Metadata",
    "award_records_json",
    "award_records_xlsx",
    "code_on",
    "envelope",
    "metadata_json",
    "metadata_of",
    "pack",
    "package_name",
    "schema",
]
