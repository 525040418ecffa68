"""Pages of our own with the structure of the seeds: names, dates, figures and the lengths of lists vary by number."""

from __future__ import annotations

import random

__all__ = ["translated", "wire"]

PLACES = ("Vale Fundo", "Serra Alta", "Porto Velame", "Lagoa Parda", "Monte Cru")
PEOPLE = ("Ilda Ferraz", "Norberto Quina", "Celso Ramalde", "Teresa Vilar", "Anselmo Brito")
PARAGRAPHS = (
    "O governo de {place} anunciou na {day} que vai retirar {n} famílias das margens do rio, informou a agência local.",
    '{person}, que dirige a Defesa Civil, afirmou que a medida é "temporária" e que as casas serão vistoriadas.',
    "Segundo o balanço divulgado pela prefeitura, {n} pessoas continuam fora de casa e três pontes seguem interditadas.",
    "A empresa que opera a barragem negou que tenha havido falha e disse que os sensores funcionaram durante toda a noite.",
    "No ano passado, uma cheia parecida já tinha obrigado {place} a abrir abrigos em escolas e ginásios da região.",
    '"Ninguém voltará para casa sem um laudo", prometeu {person} durante a visita que fez ao bairro mais atingido.',
    "Os técnicos esperam que o nível do rio baixe nos próximos dias, se a chuva der trégua como previsto.",
)
LAST = (
    "A relação entre a prefeitura e a empresa preocupa os moradores; a Câmara deve votar uma nova lei ainda neste mês."
)
HEADLINES = (
    "Feira do livro de {place} bate recorde de público",
    "{person} diz que não será candidato: 'Já dei minha parte'",
    "Não é só o frio: veja o que mudou no calendário da vacina",
    "Chá de boldo faz bem? Conheça os mitos sobre a planta",
    "Time de {place} vence clássico e assume a ponta",
    "Preço do café sobe {n} por cento e preocupa padarias",
    "Câmara de {place} aprova novo plano de trânsito",
    "Prêmio acumulado vai a R$ {n} milhões",
    "{person} pede licença e viaja para o exterior",
    "Tribunal condena seis pessoas por desvio em {place}",
)
MOST_READ = ("As mais lidas agora", "Mais lidas", "As mais lidas do dia", "Notícias mais lidas")
LATEST = ("Notícias", "Últimas notícias", "Mais notícias")
CREDITS = ("© Agence France-Presse", "© Reuters", "© Lusa")


def _filled(rng: random.Random, text: str) -> str:
    return text.format(
        place=rng.choice(PLACES),
        person=rng.choice(PEOPLE),
        n=rng.randrange(11, 900),
        day=rng.choice(("terça-feira", "quinta-feira")),
    )


def wire(seed: int) -> tuple[str, dict[str, list[str]]]:
    """A portal's copy of a wire story: menu words, headline, dateline, body, desk line, credit and two lists.

    Gives the text and what each part must come out as, in order.
    """
    rng = random.Random(seed)
    body = [_filled(rng, text) for text in rng.sample(PARAGRAPHS, rng.randrange(4, 8))]
    pool = [_filled(rng, text) for text in rng.sample(HEADLINES, rng.randrange(6, 11))]
    cut = rng.randrange(2, len(pool) - 2)
    desk = "/".join("".join(rng.choices("abdgjmnrsvz", k=rng.randrange(2, 4))) for _ in range(rng.randrange(3, 8)))
    day = f"{rng.randrange(1, 29):02}/{rng.randrange(1, 13):02}/20{rng.randrange(18, 27)}"
    date = f"{day} {rng.randrange(24):02}h{rng.randrange(60):02}"
    parts = {
        "navigation": ["Topo", "Notícias"],
        "headline": [_filled(rng, '{person} promete "reforçar abrigos" antes da cheia em {place}')],
        "dateline": [date],
        "body": body,
        "desk_initials": [desk],
        "agency_credit": [rng.choice(CREDITS)],
        "most_read": [rng.choice(MOST_READ), *pool[:cut]],
        "latest": [rng.choice(LATEST), *pool[cut:]],
    }
    return "\n\n".join(line for lines in parts.values() for line in lines), parts


def translated(seed: int) -> tuple[str, dict[str, list[str]]]:
    """A machine translation without headline: standfirst, dateline in words, two list markers and a cue said twice."""
    rng = random.Random(seed)
    standfirst = _filled(
        rng, "O ministro da Água de {place}, {person}, elogiou a “rapidez exemplar” das equipes de resgate."
    )
    month = rng.choice(("março", "junho", "outubro", "dezembro"))
    date = f"Lançado em {rng.randrange(1, 29)} de {month} de 20{rng.randrange(18, 27)}"
    body = [_filled(rng, text) for text in rng.sample(PARAGRAPHS, 5)]
    quote = _filled(rng, "“Nunca esqueceremos quem ficou para trás nas margens do rio”, disse {person}.")
    scar = rng.choice(("ele disse.", "ela afirmou.", "eles disseram."))
    marks = ["Histórias recomendadas", f"Lista de {rng.randrange(2, 6)} itensfim da lista"]
    at = rng.randrange(1, 4)
    lines = [standfirst, date, *body[:at], *marks, *body[at:], f"{quote} {scar}", LAST]
    parts = {
        "standfirst": [standfirst],
        "dateline": [date],
        "body": [*body, quote, LAST],
        "widget_scar": marks,
        "translation_scar": [scar],
    }
    return "\n".join(lines), parts
