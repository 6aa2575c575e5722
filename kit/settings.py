"""Every setting of a Parley process: ``PARLEY_…`` environment variables or ``.env``, documented in ``.env.example``."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


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

    engine: Literal["embedded", "llm", "cascade"] = "embedded"
    encoder: Literal["auto", "ngrams", "minilm", "endpoint"] = "auto"
    embeddings_model: str = "text-embedding-3-small"
    openai_api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"))
    openai_base_url: str | None = Field(None, validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"))
    model: str = "gpt-4o-mini"
    model_timeout_s: float = Field(default=8.0, gt=0)

    inventory_base_url: str | None = None
    inventory_token: SecretStr | None = None

    pinecone_base_url: str | None = None
    pinecone_api_key: SecretStr | None = None

    worker_inside: bool = True
    checkpoints_kept: int = Field(default=5, ge=1)
    sweep_after_s: float = Field(default=15.0, gt=0)
    ingest_private: bool = False
    ingest_upload_mb: int = Field(default=64, ge=1, le=512)
    message_limit: int = Field(default=4000, ge=1)
    rate_limit: str = Field(default="60/minute", pattern=r"^\d+/(second|minute|hour)$")

    @property
    def address(self) -> str:
        """Under which customers reach this installation, for links that are sent to them."""
        return self.public_url or f"http://{self.host}:{self.port}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
