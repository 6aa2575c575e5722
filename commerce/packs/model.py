"""The shape of a pack. Every field is checked; what is not listed here is refused."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.packs.fields import Amount, Currency, Language, Slug, Text
from commerce.packs.prices import Pricing
from commerce.packs.shop import Orders, Recommendations, StockSystem
from kit.money import Half

HourOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Brand(Part):
    """How the business's papers and quote pages look."""

    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")] = "#24505f"
    """Of headings and rules; dark enough to be read on white."""
    logo: Annotated[str, StringConstraints(pattern=r"(?s)^\s*<svg\b.*</svg>\s*$")] | None = None
    """The mark as SVG; without one, the first letters of the name."""


class Company(Part):
    name: str
    legal_name: str
    tax_id: str
    tagline: Text
    description: Text
    website: str
    email: str
    phone: str
    """E.164."""
    address: str
    city: str
    country: str
    licence: str | None = None
    benefits: list[Text] = []
    brand: Brand = Brand()


class Hours(Part):
    days: list[Day]
    open: HourOfDay
    close: HourOfDay


class Branch(Part):
    id: Slug
    name: str
    address: str
    phone: str
    hours: list[Hours] = []
    """Empty: the company's."""


class Person(Part):
    id: Slug
    name: str
    role: Text
    email: str
    branch: Slug | None = None
    appointments: list[Slug] = []
    """The kinds of appointment this person takes."""
    hours: list[Hours] = []
    """Empty: the company's."""
    receives_handoffs: bool = False


class AppointmentKind(Part):
    id: Slug
    name: Text
    mode: Literal["video", "phone", "visit", "branch"]
    duration_minutes: int = Field(ge=5, le=480)
    buffer_minutes: int = Field(default=0, ge=0, le=240)
    lead_time_minutes: int = Field(default=60, ge=0)
    slot_step_minutes: int = Field(default=30, ge=5, le=240)
    needs: list[str] = ["customer_name", "email"]
    """Profile fields that must be known before it is confirmed."""


class TaxClass(Part):
    id: Slug
    rate_bp: int = Field(ge=0, le=10_000)
    """Hundredths of a percent: 1900 is 19 %."""
    by_place: bool = False
    """Whether the rate is that of the place, where the ``table`` has one; ``rate_bp`` is that of anywhere else."""


class Tax(Part):
    name: str
    """As it is called here: IVA, sales tax."""
    included: bool
    """Whether the list prices include it."""
    default: Slug
    classes: list[TaxClass]
    table: Literal["us_sales", "mx_border"] | None = None
    """Rates by postal code that Parley ships (``commerce/pricing/rates/``)."""
    rounding: Literal["line", "document"] = "line"
    """Where tax is rounded: on each line, or once for each rate of the whole, which its lines then share."""
    half: Half = "up"
    """Where half a cent of tax goes."""


class Voice(Part):
    formality: Literal["tu", "usted", "mirror"] = "mirror"
    default_register: Literal["tu", "usted"] = "usted"


class WhatsAppNumber(Part):
    phone_number_id: str
    display: str
    branch: Slug | None = None


class Reopening(Part):
    """An approved template that asks a customer to write: a day after they last did, or for the first time."""

    template: str
    language: str
    """As the account has it: ``es_MX``."""
    body: dict[str, Literal["customer_name", "company"]] = {}
    """What fills its places, by number or name."""


class Moving(Part):
    """How conversations go over to WhatsApp. ``other_number``: what becomes of a code that comes to another number."""

    other_number: Literal["redirect", "accept"] = "redirect"
    invitation: Reopening | None = None
    """The approved template that is sent to a number that the customer gave; its first button is a quick reply."""


class WhatsApp(Part):
    numbers: list[WhatsAppNumber] = []
    reopen: Reopening | None = None
    transfer: Moving = Moving()


class Uploads(Part):
    """What customers may send along: kinds by content type, told by their first bytes."""

    kinds: list[Literal["image/png", "image/jpeg", "image/webp", "application/pdf"]] = Field(min_length=1)
    megabytes: int = Field(default=5, ge=1, le=25)


class Web(Part):
    allowed_origins: list[Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+$")]] = []
    """The sites that may frame the chat and call the API from a browser; empty: any."""
    welcome: bool = True
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """The brand's, of which the page makes shades that can be read; None: one of ours."""
    uploads: Uploads | None = None


class SmsNumber(Part):
    number: Annotated[str, StringConstraints(pattern=r"^(\+[1-9]\d{6,14}|\d{3,6})$")]
    """With its country, ``+524425550110``, or a short code."""
    branch: Slug | None = None


class Sms(Part):
    numbers: list[SmsNumber] = []


class Mailbox(Part):
    address: Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", to_lower=True)]
    branch: Slug | None = None


class Mailboxes(Part):
    """Addresses at which customers write; the first is whom the business's own mail comes from."""

    addresses: list[Mailbox] = []


class Channels(Part):
    web: Web = Web()
    whatsapp: WhatsApp = WhatsApp()
    sms: Sms = Sms()
    email: Mailboxes = Mailboxes()


class PageTracking(Part):
    enabled: bool = True
    track_utm_parameters: bool = True
    track_referrer_domain: bool = True


class ProfileCapture(Part):
    required_fields: list[str] = ["customer_name", "email"]
    optional_fields: list[str] = []


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


class Turns(Part):
    burst: Literal["merge", "queue"] = "merge"
    ends_after_minutes: int = Field(default=120, ge=1, le=10_080)
    """Minutes of silence after which a conversation counts as over and is summed up; it may still be taken up again."""


class Quotes(Part):
    prefix: str = Field(pattern=r"^[A-Z]{2,4}$")
    valid_days: int = Field(default=15, ge=1, le=365)


class QualificationRule(Part):
    """Points for what is known: ``field`` present, or equal to one of ``values``, or an expression that holds."""

    criterion: Slug
    """budget, authority, need, timeline, company_size, contact, signal, or one of the pack's own."""
    field: str | None = None
    values: list[str] = []
    when: str | None = None
    """A condition over the conversation, as in ``stages.yaml``, in place of ``field``."""
    why: Text | None = None
    """The reason in words, for people; without it, the field and its value."""
    points: int = Field(ge=-100, le=100)


class Qualification(Part):
    rules: list[QualificationRule]
    hot: int = 70
    warm: int = 40


class HandoffPolicy(Part):
    """When a person sees to it though nobody asked for one."""

    hot_lead_from: int | None = Field(default=None, ge=1, le=100)
    """The score from which a lead with nothing under way is handed over in opening hours."""
    limit: Amount | None = None
    """The total above which a customer's yes to a quote or an order waits for a person."""


class Policy(Part):
    """A rule of the business in its own words: returns, warranty, delivery, privacy, payment."""

    id: Slug
    title: Text
    text: Text


class Cascade(Part):
    """Where the ``cascade`` engine asks a model: below this confidence, and for wording where prose is wanted."""

    threshold: float = Field(default=0.6, ge=0, le=1)
    prose: bool = False


class PackFile(Part):
    """``pack.yaml``"""

    id: Slug
    type: Literal["owner", "customer"] = "customer"
    languages: list[Language] = Field(min_length=1)
    locale: dict[Language, str]
    currency: Currency
    timezone: str
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    company: Company
    hours: list[Hours]
    branches: list[Branch] = []
    people: list[Person]
    appointments: list[AppointmentKind]
    tax: Tax
    voice: Voice = Voice()
    channels: Channels = Channels()
    turns: Turns = Turns()
    cascade: Cascade = Cascade()
    quotes: Quotes
    orders: Orders = Orders()
    recommendations: Recommendations = Recommendations()
    stock_system: StockSystem = StockSystem()
    sales_agent: SalesAgent
    qualification: Qualification
    handoff: HandoffPolicy = HandoffPolicy()
    policies: list[Policy]


class Fit(Part):
    """What a part fits."""

    make: str
    model: str
    from_year: int
    to_year: int
    engines: list[str] = []
    """Empty: any."""


class Item(Part):
    """One product or service of ``catalogue.yaml``."""

    id: Slug
    code: str
    kind: Literal["product", "service"]
    category: Slug
    name: Text
    description: Text
    benefits: list[Text] = []
    synonyms: dict[Language, list[str]] = {}
    price: Amount
    price_from: bool = False
    """The price is where it starts; the exact figure needs a person's look."""
    unit: Literal["each", "set", "litre", "project", "month", "hour", "sqft", "visit"] = "each"
    tax_class: Slug | None = None
    tier: Slug | None = None
    minutes: int | None = None
    stock: int | None = Field(default=None, ge=0)
    stock_at: dict[Slug, Annotated[int, Field(ge=0)]] = {}
    """What of ``stock`` lies at which branch, by the branch's id, where that is known."""
    prices: dict[Slug, Amount] = {}
    """Its price in a list of ``pricing``, by the list's id."""
    cost: Amount | None = None
    """What one unit costs the business; told to nobody."""
    family: Slug | None = None
    """Items of one family are variants of one thing, set apart by their ``options``."""
    options: dict[str, str] = {}
    images: list[str] = Field(default=[], max_length=10)
    stock_source: Literal["own", "supplier", "uncounted"] = "own"
    """Who counts it: Parley's own records, the tenant's stock system, or nobody."""
    attributes: dict[str, str] = {}
    fits: list[Fit] = []
    related: list[Slug] = []

    @property
    def amount(self) -> Decimal:
        return Decimal(self.price)


class Tier(Part):
    """A material tier by what the home is worth, as in the automation plan."""

    id: Slug
    name: Text
    min_home_value: Amount


class Category(Part):
    id: Slug
    name: Text


class CatalogueFile(Part):
    """``catalogue.yaml``"""

    categories: list[Category]
    tiers: list[Tier] = []
    items: list[Item]
    pricing: Pricing = Pricing()


class OnTimeout(Part):
    """What happens when the customer has been silent for the stage's ``timeout_seconds``."""

    to: Slug | None = None
    """The stage that the conversation falls back to."""
    say: str | None = None
    """A template that is said before the question that stands open, when one does; nothing else is said."""


class Stage(Part):
    next_stages: list[Slug] = []
    timeout_seconds: int | None = Field(default=None, ge=10, le=604_800)
    on_timeout: OnTimeout | None = None
    data_collection: list[str] = []
    strategies: list[str] = []
    prompts: list[str] = []


class Transition(Part):
    from_: Slug = Field(alias="from")
    to: Slug
    conditions: list[str]
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Transitions(Part):
    rules: list[Transition]


class Pipeline(Part):
    initial: Slug
    conditions: dict[Slug, str] = {}
    """Conditions of the pack's own, by name: each an expression over the state and those that stand before it."""
    stages: dict[Slug, Stage]
    transitions: Transitions


class StagesFile(Part):
    """``stages.yaml``: the seeds' ``sales_pipeline``."""

    sales_pipeline: Pipeline


class Strategy(Part):
    id: Slug
    name: Text
    when: list[str]
    """Names of conditions, all of which must hold; empty: the fallback."""
    ask_before_price: bool = False
    lead_with: Literal["answer", "question", "appointment", "offer"] = "answer"
    offer_appointment: bool = True


class StrategiesFile(Part):
    strategies: list[Strategy]


class Objection(Part):
    kind: Literal["price", "trust", "timing", "competitor", "need"]
    answers: list[Text]
    """True things, with no figure that the catalogue or a policy does not hold."""
    next_step: Literal["appointment", "quote", "information", "handoff"]
    evidence: Text | None = None
    """What the business's pages are asked, to back the first answer with a passage of theirs."""


class ObjectionsFile(Part):
    objections: list[Objection]


class Intent(Part):
    route: Literal["responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer"]
    family: Literal["interest", "information", "purchase"] | None = None
    signal: str | None = None
    answer: Slug | None = None
    """For ``route: responder``: the policy or company fact that answers it."""
    reason: Literal["asked", "complaint", "out_of_policy"] | None = None
    """For ``route: handoff``: why a person is called."""
    examples: dict[Language, list[str]]


class IntentsFile(Part):
    """``intents.yaml``"""

    intents: dict[Slug, Intent]
    outside: dict[Language, list[str]] = {}
    """What people also write and no intent is meant by: the engine learns to leave it alone."""


class Template(Part):
    """Variants of one wording. ``es`` is for tú (or both); ``es_usted`` where usted differs."""

    variables: list[str] = []
    es: list[str] = []
    es_usted: list[str] = []
    en: list[str] = []


class TemplatesFile(Part):
    templates: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]+$")], Template]


class Document(Part):
    """A page of ``documents/``: front matter and Markdown."""

    id: Slug
    title: str
    url: str
    language: Language
    updated: str
    body: str


class Pack(Part):
    """A whole pack, the base set merged in."""

    file: PackFile
    catalogue: CatalogueFile
    pipeline: Pipeline
    strategies: list[Strategy]
    objections: list[Objection]
    intents: dict[str, Intent]
    outside: dict[Language, list[str]] = {}
    """Examples of messages that are about none of the intents."""
    templates: dict[str, Template]
    documents: list[Document]
    digest: str
    """SHA-256 over the files, for caches."""
    products: dict[str, Item] = {}
    """What the tenant loaded from files, by id, beside the catalogue's own items."""

    @property
    def id(self) -> str:
        return self.file.id
