"""Who says what: one sentence of our own a construction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang import LANGUAGES
from meada.reading.attribution import Attribution
from meada.reading.read import read_text
from meada.span import Span


def found(text: str, lang: str) -> list[Attribution]:
    return list(read_text(text, lang).attributions)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(s.of(text) for s in spans)


CASES = [
    ("pt", 'A vereadora Nair Pontes disse: "O mercado fecha cedo."', "A vereadora Nair Pontes", '"O mercado fecha cedo."'),
    ("es", "La edil Nair Fuentes dijo: «El mercado cierra temprano».", "La edil Nair Fuentes", "«El mercado cierra temprano»"),
    ("en", 'Councillor Nair Ponds said: "The market closes early."', "Councillor Nair Ponds", '"The market closes early."'),
    ("pt", "“A maré subiu”, contou o faroleiro Bento Luz.", "o faroleiro Bento Luz", "“A maré subiu”"),
    ("es", "“La marea subió”, contó el farero Benito Luz.", "el farero Benito Luz", "“La marea subió”"),
    ("en", "“The tide came in,” keeper Bento Luz said.", "keeper Bento Luz", "“The tide came in,”"),
    ("pt", 'A união prometeu que a fábrica "pagará tudo" em maio.', "A união", 'que a fábrica "pagará tudo" em maio'),
    ("en", "The co-operative said the plant would pay every hour.", "The co-operative", "the plant would pay every hour"),
    ("pt", "A fila dobrou, informou a capitania de Ruivães.", "a capitania de Ruivães", "A fila dobrou"),
    ("es", "La fila se duplicó, informó la capitanía de Ruivas.", "la capitanía de Ruivas", "La fila se duplicó"),
    ("en", "The queue has doubled, the Ruivas harbour office reported.", "the Ruivas harbour office", "The queue has doubled"),
    ("pt", "Segundo a brigada, o depósito ardeu em minutos.", "a brigada", "o depósito ardeu em minutos"),
    ("es", "Según la brigada, el depósito ardió en minutos.", "la brigada", "el depósito ardió en minutos"),
    ("en", "According to the brigade, the depot burnt down in minutes.", "the brigade", "the depot burnt down in minutes"),
    ("pt", "O armador negou ter vendido o navio.", "O armador", "ter vendido o navio"),
    ("es", "El armador negó haber vendido el barco.", "El armador", "haber vendido el barco"),
    ("en", "The shipowner denied having sold the vessel.", "The shipowner", "having sold the vessel"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "source", "content"), CASES)
def test_a_construction_gives_its_source_and_content(lang: str, text: str, source: str, content: str) -> None:
    (only,) = found(text, lang)
    assert (words(text, only.source), words(text, only.content)) == (source, content)


PARTS = [
    ("O juiz perguntou o que significa a sigla.", ["o que significa a sigla"]),
    ("Os guias recomendam aos turistas: levem água.", ["levem água"]),
    ("Mas, comenta Enzo Albino, presidente da liga, «é nas cheias que precisamos de gente».", ["«é nas cheias que precisamos de gente»"]),
    ("Algumas salas começaram a considerar que o prazo acabou.", ["que o prazo acabou"]),
    ("Esse, acrescentou, é o risco para o cais.", ["Esse | é o risco para o cais"]),
    ("A lista lidera com 36% segundo a sondagem da Rádio Maré.", ["A lista lidera com 36%"]),
    ("Para Simão Freire, 55, presidente da Liga Náutica, «não se pode fechar o cais».", ["«não se pode fechar o cais»"]),
    ("A posição de Brito sustenta-se numa carta que anula o contrato.", []),
    ("Carvalho quis sublinhar a conjuntura em que nasce o clube.", []),
    ("Nas suas fotos, Alfredo Curado mostra a vila e o mar.", []),
    ("No cargo desde maio, ela assegurava, entre outras coisas, a ligação da ilha.", []),
    ("Do ponto de vista de proteção ao barqueiro, a tarifa sobe.", []),
    ("A imagem se revela também essencial.", []),
    ("A rede é lenta -- explicou Mara Tolentino.", ["A rede é lenta"]),
    ("(o número 8, de 1961), comemora a primeira viagem ao polo.", []),
    ("Moreira, por seu lado, afirma ter provas de que as cartas são falsas.", ["ter provas de que as cartas são falsas"]),
    ("O índice de julho, segundo a fundação, «tem pouco da moeda».", ["O índice de julho | «tem pouco da moeda»"]),
    ("A caixa, segundo Rui Pena, que fez o molde, é de ferro.", ["A caixa | é de ferro"]),
    ("«Criamos a rede», referiu à revista «Pós Maré» Miguel Ramos.", ["«Criamos a rede»"]),
    ("A liga vai pedir a todos os seus membros, na reunião.", []),
    ('O sindicato respondia por 40% das vagas do porto, "um exagero".', []),
    ("Nas cidades pequenas a feira cria uma dívida que ninguém paga.", []),
    ("Há a sensação de que o cais vai fechar.", []),
    ("Ela deixou de ser segundo violino e a orquestra seguiu.", []),
    ("Apesar de ter dito que pagaria a obra, a prefeitura atrasou o repasse.", ["que pagaria a obra"]),
    ("Reconhecendo que a eclusa vaza, o engenheiro pediu calma.", ["calma", "que a eclusa vaza"]),
    ("Perguntou, ainda, quanto custa a draga.", ["quanto custa a draga"]),
    ("A diretora fechou a sala, acreditando que o alarme era falso.", ["que o alarme era falso"]),
    ("A draga, segundo a Gazeta apurou, chega em maio.", ["A draga | chega em maio"]),
    ("Manifestou a convicção de que a eclusa resiste.", ["que a eclusa resiste"]),
    (
        '"Os vizinhos garantem que a ponte treme de noite", contou o vigia Abel Souto.',
        ["que a ponte treme de noite", '"Os vizinhos garantem que a ponte treme de noite"'],
    ),
    (
        'Ele classifica a multa como um "castigo" e ironiza o mapa da prefeitura.',
        ['a multa como um "castigo"'],
    ),
    (
        "Recorde-se que, em maio, quando a usina abriu a comporta -- arrasando o cais de Ruivães --, ninguém foi avisado.",
        ["que, em maio, quando a usina abriu a comporta -- arrasando o cais de Ruivães --, ninguém foi avisado"],
    ),
    ("A capela já caía e o sino não toca ... -- dizia ela.", ["A capela já caía e o sino não toca ..."]),
    ("As rádios se negaram a se retratar e o juiz saiu.", []),
    ("O texto refere-se a um laudo, que descreve a queda da ponte.", []),
    ("A ilha reduziu as mortes em 60% numa década.", []),
    ("A ilha reduziu para 60 o número de mortos.", ["para 60 o número de mortos"]),
    ("Mas atacar o porto teria sido uma maneira mais firme de parar a frota.", []),
    ("O armador teria deixado o porto.", ["O armador teria deixado o porto"]),
    ("Ela não entende que é parte da obra.", []),
    ("O grupo responde a «generosos esforços da vila».", []),
    ("Embora defenda o teto de gastos, demonstra preocupação com a falta de debate.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), PARTS)
def test_a_portuguese_turn_gives_these_contents_and_no_other(text: str, contents: list[str]) -> None:
    assert sorted(words(text, a.content) for a in found(text, "pt")) == sorted(contents)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A juíza Lia Prado negou o pedido de liberdade do armador."),
        ("pt", "O tribunal de Ruivães rejeitou novo recurso da cooperativa."),
        ("es", "La jueza Lía Prado denegó la solicitud de libertad del armador."),
        ("en", "Judge Lia Prado denied a motion to free the shipowner."),
    ],
)
def test_a_request_refused_is_no_claim_denied(lang: str, text: str) -> None:
    assert not [a for a in found(text, lang) if a.stance == "denial"]


def test_what_is_no_request_is_denied() -> None:
    text = "A juíza Lia Prado negou o encontro com o armador."
    (only,) = found(text, "pt")
    assert (only.stance, words(text, only.content)) == ("denial", "o encontro com o armador")


def test_who_speaks_inside_a_quotation_is_the_one_named_there() -> None:
    text = '"Os vizinhos garantem que a ponte treme de noite", contou o vigia Abel Souto.'
    inner = next(a for a in found(text, "pt") if a.rule == "verb:quoted-clause")
    assert words(text, inner.source) == "Os vizinhos"


def test_a_subject_of_its_own_clause_speaks_and_not_the_accuser() -> None:
    text = "Sindicato acusa Ferrosa de esconder rachaduras; empresa nega e fala em 'insinuação barata'"
    assert [words(text, a.source) for a in found(text, "pt")] == ["Sindicato", "empresa"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("O prefeito saiu cedo, embora diga que a obra anda.", "O prefeito"),
        ("Não tem perdão, embora vá justificar que a trave caiu.", ""),
        ("Mara Luz -- que dirige a liga -- manifestou ainda a sua convicção de que o voto será aberto.", "Mara Luz"),
    ],
)
def test_a_conjunction_and_an_object_speak_not(text: str, source: str) -> None:
    (only,) = found(text, "pt")
    assert words(text, only.source) == source


def test_a_pronoun_for_what_was_said_does_not_say_it() -> None:
    assert found("Lo anunció el Ministerio del Interior.", "es") == []


def test_a_topic_before_a_colon_is_no_speaker() -> None:
    assert found("Barragem do Vale: 11 mortos e 120 feridos na lama.", "pt") == []
    (toll,) = found("Rádio Maré: Defesa Civil eleva para 11 o número de mortos.", "pt")
    assert toll.rule == "verb:figure"


def test_scare_quotes_and_titles_say_nothing() -> None:
    assert found('A "modernização" do cais custou o dobro.', "pt") == []
    assert found('O filme "Vento Norte" estreia no sábado.', "pt") == []
    assert found('Depois do "frango", Bento Luz sorriu e deixou o campo.', "pt") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Na feira, o rapaz cantou “Barco Azul” e saiu."),
        ("es", "La escritora tradujo “Viento del Norte” en 2014."),
        ("en", "At the fair the boy sang “Blue Boat” and left."),
    ],
)
def test_a_work_that_is_sung_or_translated_says_nothing(lang: str, text: str) -> None:
    assert found(text, lang) == []


def test_what_was_chanted_is_said() -> None:
    (only,) = found("A torcida cantou “hoje a ponte é nossa”.", "pt")
    assert words("A torcida cantou “hoje a ponte é nossa”.", only.content) == "“hoje a ponte é nossa”"


def test_this_and_that_say_nothing() -> None:
    text = "Lia Prado says that this underscores the case for a bridge: “it is a lifeline”."
    assert [words(text, a.source) for a in found(text, "en")] == ["Lia Prado"]


@pytest.mark.parametrize(
    ("lang", "text", "source", "content"),
    [
        ("en", "While Lumar has said it paid, Vera Pond has left.", "Lumar", "it paid"),
        ("pt", "Embora o armador tenha dito que viria, a reunião acabou.", "o armador", "que viria"),
        ("es", "Aunque el alcalde dijo que vendría, la reunión acabó.", "el alcalde", "que vendría"),
    ],
)
def test_a_clause_that_opens_the_sentence_keeps_its_content(lang: str, text: str, source: str, content: str) -> None:
    first = found(text, lang)[0]
    assert (words(text, first.source), words(text, first.content)) == (source, content)


def test_he_who_speaks_of_somebody_by_name_is_another() -> None:
    text = 'Bento Luz said the port is closed. Otto Lind listened. He noted that Lind "might leave".'
    assert [a.speaker for a in found(text, "en")] == ["Bento Luz", "Bento Luz"]
    alone = 'Otto Lind listened. He noted that Lind "might leave".'
    assert [a.speaker for a in found(alone, "en")] == [None]


def test_a_title_before_a_comma_is_no_part_of_who_speaks() -> None:
    (only,) = found("As to her “Top Song,” she wrote: “Naw, I am just playing!”", "en")
    assert words("As to her “Top Song,” she wrote: “Naw, I am just playing!”", only.source) == "she"


def test_a_word_that_joins_clauses_is_no_speaker() -> None:
    (only,) = found("Quando disse que sairia, o armador chorava.", "pt")
    assert only.source == ()


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    text=st.text(alphabet=st.sampled_from("aÀ «»“”\"'‘’—-:,.;!?()\n1%disse que said that dijo segundo X"), max_size=200)
)
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(lang: str, text: str) -> None:
    for a in found(text, lang):
        for span in (*a.content, *a.cue, *a.source, *a.medium, *a.addressee):
            assert 0 <= span.start < span.end <= len(text)
