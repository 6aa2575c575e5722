"""The lines by which a business is written to: numbers of WhatsApp and of text messages, mail addresses."""

from dataclasses import dataclass

from commerce.packs.channels import Channels


@dataclass(frozen=True, slots=True)
class Line:
    """``id`` is what the channel calls it, and what stands in ``conversations.line``."""

    id: str
    shown: str
    branch: str | None


def lines_of(channels: Channels, channel: str) -> list[Line]:
    match channel:
        case "whatsapp":
            return [Line(each.phone_number_id, each.display, each.branch) for each in channels.whatsapp.numbers]
        case "sms":
            return [Line(each.number.removeprefix("+"), each.number, each.branch) for each in channels.sms.numbers]
        case "email":
            return [Line(each.address, each.address, each.branch) for each in channels.email.addresses]
        case _:
            return []


def line_of(channels: Channels, channel: str, id: str) -> Line | None:
    return next((line for line in lines_of(channels, channel) if line.id == id), None)
