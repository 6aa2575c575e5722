"""The ``sales_agent`` block: how pages are tracked, what is asked for, how appointments are offered."""

from typing import Literal

from pydantic import Field

from commerce.packs.fields import Slug
from commerce.packs.part import Part


class PageTracking(Part):
    enabled: bool = True
    track_utm_parameters: bool = True
    track_referrer_domain: bool = True


class ProfileCapture(Part):
    required_fields: list[str] = Field(default=["customer_name", "email"])
    optional_fields: list[str] = Field(default=[])


class VectorDatabase(Part):
    provider: Literal["pgvector", "pinecone", "memory"] = "pgvector"
    namespace: str = "sales_content"
    similarity_threshold: float = Field(default=0.3, ge=0, le=1)
    max_results: int = Field(default=5, ge=1, le=20)


class ConversationSummaries(Part):
    auto_generate: bool = True
    email_enabled: bool = True
    send_to_customer: bool = True
    send_to_sales_team: bool = True
    template_style: Literal["professional", "casual", "detailed"] = "professional"


class AppointmentScheduling(Part):
    enabled: bool = True
    calendar_provider: Literal["memory", "google", "calendly", "outlook"] = "memory"
    default_duration: int = 30
    default_kind: Slug
    advance_booking_days: int = Field(default=14, ge=1, le=365)
    hold_minutes: int = Field(default=10, ge=1, le=120)
    hold_offered: bool = True
    """Whether the offered slots are kept for those minutes too, and not only the one that is chosen."""
    timezone_handling: Literal["auto_detect", "business"] = "auto_detect"


class SalesAgent(Part):
    """The ``sales_agent`` block of the seeds' ``app.yaml``."""

    page_tracking: PageTracking = PageTracking()
    profile_capture: ProfileCapture = ProfileCapture()
    vector_database: VectorDatabase = VectorDatabase()
    conversation_summaries: ConversationSummaries = ConversationSummaries()
    appointment_scheduling: AppointmentScheduling
