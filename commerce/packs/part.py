"""What every piece of a pack is: checked field by field; what is not listed is refused."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
