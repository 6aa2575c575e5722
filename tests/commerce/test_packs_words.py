"""The intents and templates of a pack: what the check refuses, and how they are laid over the base."""

from pathlib import Path

import pytest

from commerce.packs.alike import plain
from commerce.packs.load import load
from tests.commerce.packs_bench import TENANT, a_pack, change, told, write

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
ENOUGH = [f"can you sing song number {word}" for word in NUMBERS]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


def intents(name: str, *lines: str, examples: list[str] | None = None, route: str = "seller") -> str:
    text = "".join(f"        - {example}\n" for example in (ENOUGH if examples is None else examples))
    extra = "".join(f"    {line}\n" for line in lines)
    return f"intents:\n  {name}:\n    route: {route}\n{extra}    examples:\n      en:\n{text}"


def _line(root: Path, key: str, text: str) -> int:
    """Where the file under the root has this line."""
    return (root / key).read_text(encoding="utf-8").splitlines().index(text) + 1


def templates(name: str, *lines: str) -> str:
    return f"templates:\n  {name}:\n" + "".join(f"    {line}\n" for line in lines)


def test_an_intent_of_the_packs_own_is_welcome_with_enough_examples(root: Path) -> None:
    write(root, "intents.yaml", intents("songs"))

    assert told(root) == []
    assert load(root, TENANT).intents["songs"].examples == {"en": ENOUGH}


def test_an_intent_with_too_few_examples_is_refused(root: Path) -> None:
    write(root, "intents.yaml", intents("songs", examples=ENOUGH[:7]))

    assert told(root) == [
        "packs/shop/intents.yaml:4: intents.songs.examples: found 7 different examples in en, expected at least 8"
    ]


def test_the_same_words_under_two_intents_are_refused_whatever_their_case_and_marks(root: Path) -> None:
    write(root, "intents.yaml", intents("songs", examples=[*ENOUGH, "HOW much is it?!"]))

    place = _line(root, "_base/intents.yaml", "        - how much is it")
    assert told(root) == [
        "packs/shop/intents.yaml:14: intents.songs.examples.en[8]: found 'HOW much is it?!', "
        f"an example of price too (packs/_base/intents.yaml:{place}), expected it under one intent"
    ]


def test_the_same_words_twice_under_an_intent_count_once(root: Path) -> None:
    write(root, "intents.yaml", intents("songs", examples=[*ENOUGH[:7], ENOUGH[0].upper()]))

    assert any("found 7 different examples in en" in line for line in told(root))


def test_what_is_outside_every_intent_is_learnt_beside_the_base_s(root: Path) -> None:
    before = load(root, TENANT).outside
    write(root, "intents.yaml", intents("songs") + "outside:\n  en: [who let the dogs out]\n")

    after = load(root, TENANT).outside

    assert after["en"] == [*before["en"], "who let the dogs out"]
    assert after["es"] == before["es"]


def test_a_pack_may_mean_something_by_what_means_nothing_in_the_base(root: Path) -> None:
    text = load(root, TENANT).outside["en"][0]
    write(root, "intents.yaml", intents("songs", examples=[*ENOUGH, text.upper()]))

    assert told(root) == []
    assert text not in load(root, TENANT).outside["en"]


def test_an_example_cannot_be_of_an_intent_and_outside_of_all(root: Path) -> None:
    write(root, "intents.yaml", intents("songs") + f"outside:\n  en: ['{ENOUGH[0]}!']\n")

    [line] = told(root)
    assert line.startswith("packs/shop/intents.yaml:15: outside.en[0]: ")
    assert "an example of songs too (packs/shop/intents.yaml:6)" in line


def test_accents_and_marks_do_not_make_two_examples() -> None:
    assert plain("¿Cuánto   cuesta?") == plain("cuanto cuesta")
    assert plain("👍") != plain("👎")


def test_a_pack_teaches_a_base_intent_with_its_own_examples(root: Path) -> None:
    before = load(root, TENANT).intents["price"]
    write(
        root,
        "intents.yaml",
        intents("price", "family: purchase", examples=["how much for a song"], route="quoter"),
    )

    after = load(root, TENANT).intents["price"]

    assert after.examples["en"] == [*before.examples["en"], "how much for a song"]
    assert after.examples["es"] == before.examples["es"]
    assert (after.route, after.family, after.signal) == (before.route, before.family, before.signal)


def test_a_base_intent_keeps_its_route_and_family(root: Path) -> None:
    write(root, "intents.yaml", intents("price", "family: interest", examples=["how much for a song"]))

    assert [line.partition(" intents.price.")[2] for line in told(root)] == [
        "route: found 'seller', expected 'quoter', as in the base",
        "family: found 'interest', expected 'purchase', as in the base",
    ]


def test_an_intent_cannot_be_answered_by_a_policy_that_is_not_there(root: Path) -> None:
    write(root, "intents.yaml", intents("songs", "answer: music", route="responder"))

    assert "intents.songs.answer: found 'music', expected the id of a policy" in told(root)[0]


def test_an_intent_needs_examples_in_each_language_of_the_pack(root: Path) -> None:
    change(root, "pack.yaml", "languages: [en]", "languages: [en, es]")
    write(root, "intents.yaml", intents("songs"))

    assert any("intents.songs.examples: found 0 different examples in es" in line for line in told(root))


def test_a_pack_says_a_thing_its_own_way_in_one_language(root: Path) -> None:
    before = load(root, TENANT).templates["greeting_new"]
    write(root, "templates.yaml", templates("greeting_new", 'en: ["{{ company }} here. What is it?"]'))

    after = load(root, TENANT).templates["greeting_new"]

    assert after.en == ["{{ company }} here. What is it?"]
    assert (after.es, after.es_usted, after.variables) == (before.es, before.es_usted, before.variables)


def test_new_spanish_words_bring_their_own_usted_along(root: Path) -> None:
    write(root, "templates.yaml", templates("greeting_new", 'es: ["Aquí {{ company }}. ¿Qué buscan?"]'))

    after = load(root, TENANT).templates["greeting_new"]

    assert (after.es, after.es_usted) == (["Aquí {{ company }}. ¿Qué buscan?"], [])


def test_words_for_usted_alone_leave_those_for_tu(root: Path) -> None:
    before = load(root, TENANT).templates["greeting_new"]
    write(root, "templates.yaml", templates("greeting_new", 'es_usted: ["A la orden en {{ company }}."]'))

    after = load(root, TENANT).templates["greeting_new"]

    assert (after.es, after.es_usted) == (before.es, ["A la orden en {{ company }}."])


@pytest.mark.parametrize(
    ("wording", "problem"),
    [
        ("Hi {{ nmae }}", "found the variable 'nmae', expected one of company, tagline"),
        (
            "{% if company %}{{ nmae }}{% endif %}",
            "found the variable 'nmae', expected one of company, tagline",
        ),
        ("Hi {{ company", "expected jinja that can be read"),
        ("{% if company %}Hi", "expected jinja that can be read"),
        ("{{ company|shout }}", "found the filter 'shout', expected either, both"),
        ("{% if company %}{{ company|shout }}{% endif %}", "found the filter 'shout', expected either, both"),
        ("Only 5 left", "found '5' written out, expected figures and addresses through variables alone"),
        ("{{ company or 'from $99' }}", "found '99' written out"),
        ("See https://shop.example now", "found 'https://shop.example' written out"),
        ("Write to a@shop.example", "found 'a@shop.example' written out"),
        (" ", "found an empty wording"),
    ],
)
def test_a_wording_that_cannot_be_filled_or_states_a_figure_is_refused(root: Path, wording: str, problem: str) -> None:
    write(root, "templates.yaml", templates("greeting_new", "en:", f'  - "{wording}"'))

    lines = told(root)

    assert len(lines) == 1
    assert lines[0].startswith("packs/shop/templates.yaml:4: templates.greeting_new.en[0]: ")
    assert problem in lines[0]


def test_a_number_inside_an_expression_is_not_a_figure(root: Path) -> None:
    wording = 'en: ["{% if company|length > 30 %}Hi{% else %}Hi from {{ company }}{% endif %}"]'
    write(root, "templates.yaml", templates("greeting_new", wording))

    assert told(root) == []


def test_a_base_template_takes_no_variable_that_the_code_does_not_fill(root: Path) -> None:
    write(root, "templates.yaml", templates("thanks", "variables: [name]", 'en: ["Thanks, {{ name }}."]'))

    assert [line.partition(" templates.")[2] for line in told(root)] == [
        "thanks.variables[0]: found 'name', expected none, because none is declared",
        "thanks.en[0]: found the variable 'name', expected none, because none is declared",
    ]


def test_a_misspelt_template_is_told_from_a_new_one_by_its_variables(root: Path) -> None:
    write(root, "templates.yaml", templates("greetings_new", 'en: ["Hi."]'))
    assert "templates.greetings_new: found a name that no base template has" in told(root)[0]

    write(root, "templates.yaml", templates("song", "variables: [title]", 'en: ["Now {{ title }}."]'))
    assert told(root) == []


def test_a_new_template_needs_words_in_each_language_of_the_pack(root: Path) -> None:
    write(root, "templates.yaml", templates("song", "variables: [title]", 'es: ["Va {{ title }}."]'))

    assert len(told(root)) == 1
    assert "templates.song: found no wording in en, expected one in each language" in told(root)[0]
