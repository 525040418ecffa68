"""Pages of the structure of the two pages meada began from, in our own words, varied by a seed: names, days, lists, figures."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

__all__ = ["Translated", "Wire", "translated", "wire"]

_DAYS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
_LEADERS = ("Baltasar Nogal", "Ramiro Teles", "Osvaldo Pinhal", "Hélio Sarmento", "Tomás Vergueiro", "Leandro Quintas")
_MINISTERS = ("Ivete Camargo", "Dalva Rezende", "Noêmia Furtado")
_STATES = (
    ("Uruguai", "uruguaio", "Montevidéu"), ("Paraguai", "paraguaio", "Assunção"), ("Peru", "peruano", "Lima"),
    ("Equador", "equatoriano", "Quito"),
)  # fmt: skip
_LISTED = (
    "Receita de bolo de fubá leva três ingredientes e fica pronta em 40 minutos",
    "Zagueiro Tadeu Prates renova contrato e diz que 'ainda tem lenha para queimar'",
    "Prêmio da loteria acumula e vai a R$ 12 milhões no sábado",
    "Veja cinco aplicativos que ajudam a dormir melhor",
    "Cantora Lia Moreno adia turnê e pede desculpas aos fãs",
    "Chuva de granizo destelha casas no interior, dizem moradores",
    "Quem é o novo apresentador do programa da manhã",
    "Vereador critica aumento da tarifa e promete recurso",
    "Entenda o que muda no imposto sobre compras pela internet",
    "Museu reabre ala fechada há dez anos depois de reforma",
    "Técnico elogia estreante: 'Jogou com coragem'",
)
_DESK = "ab bjm cs dk eo fr gl hn".split()


@dataclass(frozen=True)
class Wire:
    """A wire story on a portal, and what is true of it by construction."""

    text: str
    body: str
    headline: str
    published: str
    agency: str
    desk: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]
    leaders: tuple[str, str]
    local_day: str


@dataclass(frozen=True)
class Translated:
    """A page translated by machine, without headline, and what is true of it by construction."""

    text: str
    standfirst: str
    published: str
    markers: tuple[str, str]
    scar: str
    sent: int
    dead: int


def wire(seed: int) -> Wire:
    """A wire page for ``seed``."""
    r = random.Random(seed)
    day = dt.date(2024, 1, 8) + dt.timedelta(days=r.randrange(600))
    ahead = day + dt.timedelta(days=1)
    hour = f"{r.randrange(15, 22)}h{r.randrange(10, 59)}"
    one, two = r.sample(_LEADERS, 2)
    (state, adjective, capital), (other, _, _) = r.sample(_STATES, 2)
    agency = r.choice(("Agence France-Presse", "Reuters", "EFE"))
    desk = tuple(r.choices(_DESK, k=r.randrange(4, 8)))
    headline = f'{one.split()[1]} e presidente {adjective} combinam "ampliar comércio" antes de reunião regional'
    body = "\n\n".join(
        (
            f'{one} e o presidente {adjective}, {two}, se comprometeram a "ampliar o comércio", dias antes da reunião que os '
            f"governos da região terão em Belém, informou nesta {_DAYS[ahead.weekday()]} ({ahead.day}, data local) a imprensa "
            f"estatal de {capital}.",
            f"Espera-se que o governo do {other} apoie a proposta, durante o encontro do próximo mês, para que acabe a disputa.",
            f'{one.split()[1]} e {two.split()[1]} conversaram por telefone na {_DAYS[day.weekday()]} em "clima franco", informou '
            "a agência oficial.",
            f'{one.split()[1]} agradeceu "a paciência dos vizinhos", acrescentou o meio, em referência à longa negociação.',
            f"O {state} confirmou pela primeira vez, em {_MONTHS[(day.month + 8) % 12]}, que havia aberto uma segunda alfândega na "
            "fronteira norte, ao lado da antiga.",
        )
    )
    items = list(_LISTED)
    r.shuffle(items)
    cut = r.randrange(3, 5)
    lists = (tuple(items[:cut]), tuple(items[cut : cut + r.randrange(3, 7)]))
    text = "\n\n".join(
        ("Topo", "Notícias", headline, f"{day.day:02d}/{day.month:02d}/{day.year} {hour}", body, "/".join(desk), f"© {agency}",
         "As mais lidas agora", *lists[0], "Notícias", *lists[1])
    )  # fmt: skip
    return Wire(
        text=text,
        body=body,
        headline=headline,
        published=f"{day.isoformat()}T{hour.replace('h', ':')}",
        agency=agency,
        desk=desk,
        lists=lists,
        leaders=(one, two),
        local_day=ahead.isoformat(),
    )


def translated(seed: int) -> Translated:
    """A translated page for ``seed``."""
    r = random.Random(seed)
    day = dt.date(2024, 1, 8) + dt.timedelta(days=r.randrange(600))
    (state, adjective, _), (other, _, _) = r.sample(_STATES, 2)
    leader, minister = r.choice(_LEADERS), r.choice(_MINISTERS)
    sent, dead, items = r.randrange(2, 9) * 1000, r.randrange(11, 90) * 10, r.randrange(2, 6)
    standfirst = f"O ministro das Relações Exteriores do {state}, {minister}, elogiou a “vizinhança sincera” entre os dois estados."
    markers = ("Histórias recomendadas", f"Lista de {items} itensfim da lista")
    text = "\n".join(
        (
            standfirst,
            f"Lançado em {day.day} de {_MONTHS[day.month - 1]} de {day.year}",
            f"O presidente do {other}, {leader}, recebeu a ministra {minister} no mais recente contato de alto nível entre os dois "
            "países, que fortaleceu os laços durante a seca na região.",
            f"Imagens publicadas pela televisão mostraram {leader.split()[1]} cumprimentando {minister.split()[1]} no palácio.",
            *markers,
            f"De acordo com o jornal La Brújula, {leader.split()[1]} disse que as conversas estavam a avançar “conforme o planeado” e "
            "expressou a sua gratidão aos vizinhos.",
            f"Desde então, o {state} enviou quase {sent // 1000} mil bombeiros para ajudarem no combate ao fogo; Pelo menos {dead} "
            f"deles ficaram feridos, segundo estimativas de médicos.",
            f"“Gostaria de dizer que nunca esqueceremos esta ajuda nas nossas montanhas e aldeias”, disse {leader.split()[1]}. "
            "ele disse.",
            f"O povo {adjective} acompanhou a visita pela rádio; no entanto, a oposição afirma que falta um plano para o próximo "
            "verão e que as contas ainda não foram publicadas.",
        )
    )
    return Translated(
        text=text, standfirst=standfirst, published=day.isoformat(), markers=markers, scar="ele disse.", sent=sent, dead=dead
    )  # fmt: skip
