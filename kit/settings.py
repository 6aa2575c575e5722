"""Every setting of a Parley process: ``PARLEY_…`` environment variables or ``.env``, documented in ``.env.example``."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

RATE = r"^\d+/(second|minute|hour|day)$"


class ModelPrice(BaseModel):
    """US dollars for a million tokens; ``cached`` for those of a prompt that the endpoint had kept."""

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached: Decimal | None = Field(default=None, ge=0)


MODEL_PRICES = {
    "gpt-4o-mini": ModelPrice(input=Decimal("0.15"), cached=Decimal("0.075"), output=Decimal("0.60")),
    "gpt-4o": ModelPrice(input=Decimal("2.50"), cached=Decimal("1.25"), output=Decimal(10)),
    "gpt-4.1-mini": ModelPrice(input=Decimal("0.40"), cached=Decimal("0.10"), output=Decimal("1.60")),
}


class Settings(BaseSettings):
    """Read once at start. Names without the prefix are the field's usual ones (DATABASE_URL, REDIS_URL, OPENAI_…)."""

    model_config = SettingsConfigDict(
        env_prefix="PARLEY_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        populate_by_name=True,
    )

    host: str = "127.0.0.1"
    port: int = 8321
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/\s]+(/[^\s]*)?$")
    data_dir: Path = ROOT / ".parley"
    packs_dir: Path = ROOT / "packs"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    database_url: SecretStr | None = Field(None, validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    database_pool: int = Field(default=8, ge=1, le=200)
    redis_url: SecretStr | None = Field(default=None, validation_alias=AliasChoices("REDIS_URL", "redis_url"))

    secret_key: SecretStr | None = None
    staff_key: SecretStr | None = None

    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "OpenID"
    oidc_scopes: str = "openid email profile"
    oidc_trust_email: bool = False

    engine: Literal["embedded", "llm", "cascade"] = "embedded"
    encoder: Literal["auto", "ngrams", "minilm", "endpoint"] = "auto"
    embeddings_model: str = "text-embedding-3-small"
    openai_api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"))
    openai_base_url: str | None = Field(None, validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"))
    model: str = "gpt-4o-mini"
    model_timeout_s: float = Field(default=8.0, gt=0)
    model_turn_s: float = Field(default=10.0, gt=0)
    model_retries: int = Field(default=2, ge=0, le=5)
    model_temperature: float = Field(default=0.2, ge=0, le=2)
    model_max_tokens: int = Field(default=800, ge=1)
    model_prices: dict[str, ModelPrice] = MODEL_PRICES
    model_budget_conversation: Decimal = Field(default=Decimal("0.25"), ge=0)
    model_budget_day: Decimal = Field(default=Decimal(25), ge=0)
    model_budget_month: Decimal = Field(default=Decimal(300), ge=0)
    model_breaker_failures: int = Field(default=5, ge=1)
    model_breaker_rest_s: float = Field(default=30.0, gt=0)
    trace_content: Literal["none", "redacted", "full"] = "redacted"
    otlp_endpoint: str | None = Field(
        None, validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_ENDPOINT", "otlp_endpoint")
    )

    inventory_base_url: str | None = None
    inventory_token: SecretStr | None = None

    pinecone_base_url: str | None = None
    pinecone_api_key: SecretStr | None = None

    whatsapp_base_url: str = "https://graph.facebook.com"
    whatsapp_version: str = Field(default="v23.0", pattern=r"^v\d+\.\d+$")
    whatsapp_media_hosts: str = "fbsbx.com,facebook.com,whatsapp.net"
    twilio_base_url: str = "https://api.twilio.com"
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: Literal["none", "starttls", "tls"] = "starttls"
    smtp_from: str | None = None

    worker_inside: bool = True
    checkpoints_kept: int = Field(default=5, ge=1)
    sweep_after_s: float = Field(default=15.0, gt=0)
    ingest_private: bool = False
    ingest_upload_mb: int = Field(default=64, ge=1, le=512)
    message_limit: int = Field(default=4000, ge=1)
    rate_limit: str = Field(default="60/minute", pattern=RATE)
    start_rate_limit: str = Field(default="60/minute", pattern=RATE)
    address_rate_limit: str = Field(default="600/minute", pattern=RATE)
    address_budget: str = Field(default="500000/hour", pattern=RATE)

    @property
    def address(self) -> str:
        """Under which customers reach this installation, for links that are sent to them."""
        return self.public_url or f"http://{self.host}:{self.port}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
