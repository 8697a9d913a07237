"""Names are taken apart only where that is beyond doubt."""

from __future__ import annotations

import pytest
from examples import often
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.model import OTHERS, Name
from mkdocs_resource_cards.normalize.names import names_of, split_name

PEOPLE = [
    ("Dario Amodei", "Amodei", "Dario", ""),
    ("Eliezer S. Yudkowsky", "Yudkowsky", "Eliezer S.", ""),
    ("J.R.R. Tolkien", "Tolkien", "J.R.R.", ""),
    ("Yann LeCun", "LeCun", "Yann", ""),
    ("John McCarthy", "McCarthy", "John", ""),
    ("Jean-Pierre Serre", "Serre", "Jean-Pierre", ""),
    ("Conor O'Brien", "O'Brien", "Conor", ""),
    ("Zoë Müller-Łukasiewicz", "Müller-Łukasiewicz", "Zoë", ""),
    ("Ludwig van Beethoven", "van Beethoven", "Ludwig", ""),
    ("Ursula von der Leyen", "von der Leyen", "Ursula", ""),
    ("Martin Luther King, Jr.", "King", "Martin Luther", "Jr."),
    ("King, Jr., Martin Luther", "King", "Martin Luther", "Jr."),
    ("Sammy Davis Jr.", "Davis", "Sammy", "Jr."),
    ("Amodei, Dario", "Amodei", "Dario", ""),
    ("Rowling, JK", "Rowling", "JK", ""),
    ("Smith Jones, Mary Ann", "Smith Jones", "Mary Ann", ""),
    ("Иванов, Иван", "Иванов", "Иван", ""),
]
WHOLE = [
    *("OpenAI", "Google DeepMind", "OpenAI, Inc.", "World Health Organization", "US Department of State", "80,000 Hours"),
    *(
        "Our World in Data",
        "The Economist",
        "Amnesty International",
        "Open Philanthropy",
        "IPCC WG",
        "Smith and Sons",
        "A & B",
    ),
    *("王小明", "王 小明", "Иван Иванов", "محمد علي", "Nguyễn Văn An", "김 철수", "山田 太郎"),
    *("@handle", "user123 Smith", "Jane Doe et al.", "Doe, Jane, PhD", "de la Cruz", "a, b, c, d", "x", ",", ", ", "Plato"),
    *("Anthropic Alignment Science Team", "One Two Three Four Five Six Seven", "McKinsey & Company", "Tesla, Ltd"),
]


@pytest.mark.parametrize(("text", "family", "given", "suffix"), PEOPLE)
def test_people(text: str, family: str, given: str, suffix: str) -> None:
    name = split_name(text)
    assert (name.whole_family, name.given, name.suffix, name.literal) == (family, given, suffix, "")


@pytest.mark.parametrize("text", WHOLE)
def test_all_else_stays_whole(text: str) -> None:
    assert split_name(text) == Name(literal=" ".join(text.split()))


def test_both_orders() -> None:
    name = split_name("Martin Luther King Jr.")
    assert (name.sorted, str(name)) == ("King, Martin Luther, Jr.", "Martin Luther King Jr.")
    assert (split_name("OpenAI").sorted, split_name("OpenAI").__str__()) == ("OpenAI", "OpenAI")


@often
@given(st.text(max_size=40))
def test_no_word_is_lost(text: str) -> None:
    name = split_name(text)
    assert sorted(str(name).replace(",", " ").split()) == sorted(text.replace(",", " ").split())
    assert split_name(name.sorted).__str__() == str(name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Amodei, Dario", "Dario Amodei"),
        ("van der Berg, Piet", "Piet van der Berg"),
        ("King, Jr., Martin", "Martin King, Jr."),
        ("Martin King Jr.", "Martin King Jr."),
        ("d'Alembert, Jean", "Jean d'Alembert"),
        ("de la Vallée Poussin, Charles Louis", "Charles Louis de la Vallée Poussin"),
    ],
)
def test_a_name_is_shown_as_people_say_it(text: str, shown: str) -> None:
    assert str(split_name(text)) == shown


def test_east_asian_names_have_no_space() -> None:
    assert str(Name("山田", "太郎")) == "山田太郎"
    assert str(Name("Yamada", "Taro")) == "Taro Yamada"


@pytest.mark.parametrize("text", ["et al.", "et al", "Et al.", "and others", "others"])
def test_a_list_may_say_that_there_are_more(text: str) -> None:
    assert names_of(["Ann Lee", text]) == (Name("Lee", "Ann"), OTHERS)


def test_more_may_stand_behind_the_last_name() -> None:
    assert names_of(["Jane Doe et al."]) == (Name("Doe", "Jane"), OTHERS)
    assert names_of(["Jane Doe, et al."]) == (Name("Doe", "Jane"), OTHERS)


def test_others_elsewhere_are_a_name() -> None:
    assert names_of(["others", "Ann Lee"])[0] == Name(literal="others")
