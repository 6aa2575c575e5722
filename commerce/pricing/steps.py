"""The explanation of a figure."""

from typing import Any

Steps = list[dict[str, Any]]
"""``{"step": …, "amount" | "off": {"minor", "currency"}, …}``, in the order in which one adds up."""
