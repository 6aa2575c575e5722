"""A small business to test the domain with: three kinds of item, two people, one week of hours."""

from typing import Any

from commerce.packs.model import Pack

BOGOTA = "America/Bogota"

SERVICE = {"kind": "service", "category": "services"}
ROOF = {"category": "roofs", "unit": "sqft"}
YEARS = {"from_year": 2011, "to_year": 2018}

WEEK = [{"days": ["mon", "tue", "wed", "thu", "fri"], "open": "08:00", "close": "17:00"}]


def small_pack(*, catalogue: dict[str, Any] | None = None, **file: Any) -> Pack:
    """The pack ``talleres``; ``file`` and ``catalogue`` replace whole parts of its two files."""
    return Pack.model_validate(
        {
            "file": {**_file(), **file},
            "catalogue": {**_catalogue(), **(catalogue or {})},
            "pipeline": _pipeline(),
            "strategies": [
                {"id": "urgent", "name": {"es": "Urgente"}, "when": ["urgent"], "lead_with": "appointment"},
                {"id": "direct", "name": {"es": "Directa"}, "when": ["specific_request"]},
                {"id": "consultative", "name": {"es": "Consultiva"}, "when": []},
            ],
            "objections": [],
            "intents": {},
            "templates": {},
            "documents": [],
            "digest": "0" * 64,
        }
    )


def mexican_pack() -> Pack:
    """The same business in Mexico: list prices with 16 % IVA included."""
    return small_pack(
        currency="MXN",
        timezone="America/Mexico_City",
        region="MX",
        tax={"name": "IVA", "included": True, "default": "standard", "classes": [_standard(1600), _exempt()]},
    )


def american_pack(**file: Any) -> Pack:
    """The same business in Detroit, where the clocks change."""
    return small_pack(
        **{
            "currency": "USD",
            "timezone": "America/Detroit",
            "region": "US",
            "tax": {
                "name": "sales tax",
                "included": False,
                "default": "standard",
                "classes": [_standard(600), _exempt()],
            },
            **file,
        }
    )


def _pipeline() -> dict[str, Any]:
    return {
        "initial": "greeting",
        "stages": {
            "greeting": {"next_stages": ["discovery", "quote"]},
            "discovery": {"next_stages": ["quote"]},
            "quote": {"next_stages": []},
        },
        "transitions": {
            "rules": [
                {"from": "greeting", "to": "quote", "conditions": ["quote_shown"]},
                {"from": "greeting", "to": "discovery", "conditions": ["no_specific_request", "new_user"]},
                {"from": "discovery", "to": "quote", "conditions": ["quote_shown", "contact_known"]},
            ]
        },
    }


def _standard(rate_bp: int) -> dict[str, Any]:
    return {"id": "standard", "rate_bp": rate_bp}


def _exempt() -> dict[str, Any]:
    return {"id": "exempt", "rate_bp": 0}


def _file() -> dict[str, Any]:
    return {
        "id": "talleres",
        "languages": ["es", "en"],
        "locale": {"es": "es_CO", "en": "en_US"},
        "currency": "COP",
        "timezone": BOGOTA,
        "region": "CO",
        "company": {
            "name": "Talleres Unidos",
            "legal_name": "Talleres Unidos S. A. S.",
            "tax_id": "900123456-7",
            "tagline": {"es": "Tu carro, listo"},
            "description": {"es": "Taller y repuestos."},
            "website": "https://talleres.example",
            "email": "hola@talleres.example",
            "phone": "+576015550100",
            "address": "Calle 80 # 12-34",
            "city": "Bogotá",
            "country": "Colombia",
        },
        "hours": WEEK,
        "branches": [
            {
                "id": "norte",
                "name": "Norte",
                "address": "Carrera 7 # 150-20",
                "phone": "+576015550101",
                "hours": [{"days": ["sat"], "open": "09:00", "close": "13:00"}],
            }
        ],
        "people": [
            {
                "id": "ana",
                "name": "Ana Rojas",
                "role": {"es": "asesora"},
                "email": "ana@talleres.example",
                "appointments": ["demo", "visit"],
            },
            {
                "id": "luis",
                "name": "Luis Peña",
                "role": {"es": "técnico"},
                "email": "luis@talleres.example",
                "appointments": ["demo"],
                "hours": [{"days": ["mon", "wed"], "open": "10:00", "close": "12:00"}],
                "receives_handoffs": True,
            },
            {
                "id": "sara",
                "name": "Sara Gómez",
                "role": {"es": "técnica"},
                "email": "sara@talleres.example",
                "branch": "norte",
                "appointments": ["install"],
            },
        ],
        "appointments": [
            {
                "id": "demo",
                "name": {"es": "demostración", "en": "demo"},
                "mode": "video",
                "duration_minutes": 30,
                "buffer_minutes": 10,
                "lead_time_minutes": 60,
                "slot_step_minutes": 30,
            },
            {"id": "visit", "name": {"es": "visita", "en": "visit"}, "mode": "visit", "duration_minutes": 60},
            {
                "id": "install",
                "name": {"es": "instalación", "en": "installation"},
                "mode": "branch",
                "duration_minutes": 60,
            },
        ],
        "tax": {
            "name": "IVA",
            "included": False,
            "default": "standard",
            "classes": [_standard(1900), _exempt()],
        },
        "quotes": {"prefix": "TU", "valid_days": 15},
        "sales_agent": {"appointment_scheduling": {"default_kind": "demo", "advance_booking_days": 14}},
        "qualification": {
            "hot": 60,
            "warm": 30,
            "rules": [
                {"criterion": "need", "field": "need", "points": 20},
                {"criterion": "contact", "field": "email", "points": 10},
                {"criterion": "budget", "field": "budget", "points": 20},
                {"criterion": "authority", "field": "role", "values": ["dueño", "gerente"], "points": 20},
                {"criterion": "signal", "field": "wants_to_buy", "points": 30},
                {"criterion": "signal", "field": "seeks_job", "points": -100},
            ],
        },
        "policies": [],
    }


def _catalogue() -> dict[str, Any]:
    return {
        "categories": [
            {"id": "brakes", "name": {"es": "Frenos", "en": "Brakes"}},
            {"id": "services", "name": {"es": "Servicios", "en": "Services"}},
            {"id": "roofs", "name": {"es": "Techos", "en": "Roofs"}},
        ],
        "tiers": [
            {"id": "standard", "name": {"es": "Estándar"}, "min_home_value": "0"},
            {"id": "professional", "name": {"es": "Profesional"}, "min_home_value": "250000"},
            {"id": "premium", "name": {"es": "Premium"}, "min_home_value": "500000"},
        ],
        "items": [
            _item(
                "pads-ceramic",
                "BD-4471",
                "Balatas delanteras cerámicas",
                "129000",
                en="Ceramic front brake pads",
                category="brakes",
                synonyms={"es": ["balatas", "pastillas de freno"], "en": ["brake pads"]},
                stock=6,
                fits=[{"make": "Volkswagen", "model": "Jetta", **YEARS, "engines": ["2.5"]}],
                related=["install-pads"],
            ),
            _item(
                "pads-semimetallic",
                "BD-4470",
                "Balatas delanteras semimetálicas",
                "89000",
                en="Semi-metallic front brake pads",
                category="brakes",
                synonyms={"es": ["balatas", "pastillas de freno"], "en": ["brake pads"]},
                stock=2,
                fits=[{"make": "Volkswagen", "model": "Jetta", **YEARS, "engines": ["2.0"]}],
            ),
            _item(
                "install-pads",
                "SV-BAL",
                "Instalación de balatas",
                "35000.50",
                en="Brake pad installation",
                synonyms={"es": ["instalación"]},
                **SERVICE,
            ),
            _item("training", "SV-CAP", "Capacitación", "50000", en="Training", tax_class="exempt", **SERVICE),
            _item(
                "three-tab",
                "RF-3T",
                "Teja tres lengüetas",
                "4.50",
                en="3-Tab Shingles",
                tier="standard",
                **ROOF,
            ),
            _item(
                "timberline",
                "RF-TH",
                "Teja HDZ",
                "6.50",
                en="Architectural Shingles",
                tier="professional",
                **ROOF,
            ),
            _item("slate", "RF-SL", "Pizarra", "18.50", en="Slate", tier="premium", **ROOF),
        ],
    }


def _item(id: str, code: str, es: str, price: str, *, en: str, kind: str = "product", **rest: Any) -> dict[str, Any]:
    texts = {"name": {"es": es, "en": en}, "description": {"es": f"{es}.", "en": f"{en}."}}
    return {"id": id, "code": code, "kind": "product", "price": price, **texts, **rest}
