"""One sentence of our own a construction and language: who says what."""

from __future__ import annotations

import pytest

from meada.reading.read import read_text

Case = tuple[str, str, list[tuple[str, str]]]

PT: list[Case] = [
    ("pt", 'O barqueiro Elói Matos respondeu: "Ninguém avisou a aldeia."', [("O barqueiro Elói Matos", '"Ninguém avisou a aldeia."')]),
    ("pt", '"A represa não cede", garantiu a engenheira Dora Pires.', [("a engenheira Dora Pires", '"A represa não cede"')]),
    ("pt", '"O gelo derreteu cedo", ele contou na segunda-feira.', [("ele", '"O gelo derreteu cedo"')]),
    ("pt", '"A colheita", disse o lavrador Tito Vaz, "acaba em julho."', [("o lavrador Tito Vaz", '"A colheita" | "acaba em julho."')]),
    ("pt", '"Saímos a pé", lembrou a parteira. "Não havia luz."', [("a parteira", '"Saímos a pé" | "Não havia luz."')]),
    ("pt", "“Fiquei no poço.\n“Ao meio-dia ouvi vozes”, narrou Ciro Pena.", [("Ciro Pena", "“Fiquei no poço. | “Ao meio-dia ouvi vozes”")]),
    ("pt", '"O cais fechou", disse o mestre Rui Sá.\n"Ninguém pesca desde março."', [("o mestre Rui Sá", '"O cais fechou"'), ("o mestre Rui Sá", '"Ninguém pesca desde março."')]),
    ("pt", 'Mara Fontes perdeu o barco na ressaca. "Era tudo o que eu tinha."', [("Mara Fontes", '"Era tudo o que eu tinha."')]),
    ("pt", 'A relatora Ivone Cruz, seca: "O prazo acabou."', [("A relatora Ivone Cruz", '"O prazo acabou."')]),
    ("pt", "— O porto para — anunciou o líder da estiva. — Segunda tem assembleia.", [("o líder da estiva", "O porto para | Segunda tem assembleia.")]),
    ("pt", "Nara Quintas – Nunca assinei esse papel na vida.", [("Nara Quintas", "Nunca assinei esse papel na vida.")]),
    ("pt", "Elói Matos: 'A ilha está só'", [("Elói Matos", "'A ilha está só'")]),
    ("pt", "'Vacina chega em maio', diz ministra", [("ministra", "'Vacina chega em maio'")]),
    ("pt", 'As duas ilhas se comprometeram a "repartir a água" do canal.', [("As duas ilhas", 'a "repartir a água" do canal')]),
    ("pt", 'A federação disse estar "aberta a conversar".', [("A federação", 'estar "aberta a conversar"')]),
    ("pt", "O cabido informou que a capela reabre no domingo.", [("O cabido", "que a capela reabre no domingo")]),
    ("pt", "Afirmou a capitã que não há feridos.", [("a capitã", "que não há feridos")]),
    ("pt", "Dora Pires saiu da sala às 11h. Disse que o laudo está pronto.", [("Dora Pires", "que o laudo está pronto")]),
    ("pt", "A guarda pediu que os turistas deixem a praia.", [("A guarda", "que os turistas deixem a praia")]),
    ("pt", "O juiz perguntou se a carta foi enviada antes da greve.", [("O juiz", "se a carta foi enviada antes da greve")]),
    ("pt", "A banda adiou o show, alegando que o palco está molhado.", [("A banda", "que o palco está molhado")]),
    ("pt", "O farol ficará apagado até sábado, informou a marinha.", [("a marinha", "O farol ficará apagado até sábado")]),
    ("pt", "O túnel, assegurou a fiscal, aguenta trens de carga.", [("a fiscal", "O túnel | aguenta trens de carga")]),
    ("pt", "O reitor disse que o curso foi suspenso e acrescentou que não há verba.", [("O reitor", "que o curso foi suspenso"), ("O reitor", "que não há verba")]),
    ("pt", "O cantor disse que volta em maio e partiu para Ruivães de noite.", [("O cantor", "que volta em maio")]),
    ("pt", "A afirmação do bispo de que a ponte caiu assustou a vila.", [("do bispo", "de que a ponte caiu")]),
    ("pt", "O armador teria vendido o cargueiro na quinta-feira.", [("", "O armador teria vendido o cargueiro na quinta-feira")]),
    ("pt", "Acredita-se que a comitiva chegue na terça-feira.", [("", "que a comitiva chegue na terça-feira")]),
    ("pt", "O sindicato teme que a mina seja fechada.", [("O sindicato", "que a mina seja fechada")]),
    ("pt", "A remadora disse à Rádio Costeira que vai parar.", [("A remadora", "que vai parar")]),
    ("pt", "A rede caiu, de acordo com os técnicos.", [("os técnicos", "A rede caiu")]),
    ("pt", "O soro, segundo o laboratório, chega em maio.", [("o laboratório", "O soro | chega em maio")]),
    ("pt", "Para o economista Davi Rosa, o imposto veio cedo.", [("o economista Davi Rosa", "o imposto veio cedo")]),
    ("pt", "A procura caiu, como informou a junta de turismo.", [("a junta de turismo", "A procura caiu")]),
    ("pt", 'Segundo a agência Litoral, Ivone Cruz disse que o pacto "avança bem".', [("Ivone Cruz", 'que o pacto "avança bem"')]),
    ("pt", "Imagens cedidas pela guarda mostram o barco sendo rebocado ao cais.", [("Imagens cedidas pela guarda", "o barco sendo rebocado ao cais")]),
    ("pt", "O deputado negou ter assinado a carta.", [("O deputado", "ter assinado a carta")]),
    ("pt", "O rival disse que a obra é cara; esta afirmação foi desmentida pelo porto.", [("O rival", "que a obra é cara"), ("pelo porto", "esta afirmação")]),
    ("pt", "A mineradora não quis comentar.", [("A mineradora", "")]),
    ("pt", "A diretora acusou a obra de dizer que o muro estava rachado.", [("A diretora", "a obra de dizer que o muro estava rachado"), ("a obra", "que o muro estava rachado")]),
    ("pt", '"Jamais sairemos daqui", disse Elói Matos. ele disse.', [("Elói Matos", '"Jamais sairemos daqui"')]),
    ("pt", "A frota encolheu; Os portos afirmam que há menos pesca.", [("Os portos", "que há menos pesca")]),
    ("pt", "“O muro cedeu de noite, disse a zeladora Rita Mel.", [("a zeladora Rita Mel", "“O muro cedeu de noite")]),
    ("pt", "A guarda ouviu um pescador, que disse ter visto a luz no canal.", [("um pescador", "ter visto a luz no canal")]),
    ("pt", "Pires e Matos afirmaram que o acordo é frágil.", [("Pires e Matos", "que o acordo é frágil")]),
]  # fmt: skip

ES: list[Case] = [
    ("es", "El barquero Eloy Matos respondió: «Nadie avisó a la aldea».", [("El barquero Eloy Matos", "«Nadie avisó a la aldea»")]),
    ("es", '"La presa no cede", aseguró la ingeniera Dora Pérez.', [("la ingeniera Dora Pérez", '"La presa no cede"')]),
    ("es", '"La cosecha", dijo el labrador Tito Vaz, "termina en julio".', [("el labrador Tito Vaz", '"La cosecha" | "termina en julio"')]),
    ("es", '"Salimos a pie", recordó la partera. "No había luz".', [("la partera", '"Salimos a pie" | "No había luz"')]),
    ("es", "—El puerto para —anunció la líder de la estiba—. El lunes hay asamblea.", [("la líder de la estiba", "El puerto para | El lunes hay asamblea.")]),
    ("es", "Eloy Matos: 'La isla está sola'", [("Eloy Matos", "'La isla está sola'")]),
    ("es", 'Las dos islas se comprometieron a "repartir el agua" del canal.', [("Las dos islas", 'a "repartir el agua" del canal')]),
    ("es", "El cabildo informó que la capilla reabre el domingo.", [("El cabildo", "que la capilla reabre el domingo")]),
    ("es", "Afirmó la capitana que no hay heridos.", [("la capitana", "que no hay heridos")]),
    ("es", "Dora Pérez salió de la sala a las 11. Dijo que el informe está listo.", [("Dora Pérez", "que el informe está listo")]),
    ("es", "La guardia pidió que los turistas dejen la playa.", [("La guardia", "que los turistas dejen la playa")]),
    ("es", "La banda aplazó el concierto, alegando que el escenario está mojado.", [("La banda", "que el escenario está mojado")]),
    ("es", "El faro seguirá apagado hasta el sábado, informó la marina.", [("la marina", "El faro seguirá apagado hasta el sábado")]),
    ("es", "El túnel, aseguró la fiscal, aguanta trenes de carga.", [("la fiscal", "El túnel | aguanta trenes de carga")]),
    ("es", "El rector dijo que el curso se suspendió y agregó que no hay fondos.", [("El rector", "que el curso se suspendió"), ("El rector", "que no hay fondos")]),
    ("es", "La afirmación del obispo de que el puente cayó asustó a la villa.", [("del obispo", "de que el puente cayó")]),
    ("es", "El armador habría vendido el carguero el jueves.", [("", "El armador habría vendido el carguero el jueves")]),
    ("es", "Se cree que la comitiva llegue el martes.", [("", "que la comitiva llegue el martes")]),
    ("es", "El sindicato teme que se cierre la mina.", [("El sindicato", "que se cierre la mina")]),
    ("es", "La remera dijo a Radio Costa que va a parar.", [("La remera", "que va a parar")]),
    ("es", "La red cayó, según los técnicos.", [("los técnicos", "La red cayó")]),
    ("es", "Para el economista David Rosa, el impuesto llegó pronto.", [("el economista David Rosa", "el impuesto llegó pronto")]),
    ("es", 'Según la agencia Litoral, Ivone Cruz dijo que el pacto "avanza bien".', [("Ivone Cruz", 'que el pacto "avanza bien"')]),
    ("es", "Imágenes cedidas por la guardia muestran el barco siendo remolcado al muelle.", [("Imágenes cedidas por la guardia", "el barco siendo remolcado al muelle")]),
    ("es", "El diputado negó haber firmado la carta.", [("El diputado", "haber firmado la carta")]),
    ("es", "El rival dijo que la obra es cara; esta afirmación fue desmentida por el puerto.", [("El rival", "que la obra es cara"), ("por el puerto", "esta afirmación")]),
    ("es", "La minera no quiso hacer comentarios.", [("La minera", "")]),
    ("es", "La flota encogió; Los puertos afirman que hay menos pesca.", [("Los puertos", "que hay menos pesca")]),
    ("es", "Pérez y Matos afirmaron que el acuerdo es frágil.", [("Pérez y Matos", "que el acuerdo es frágil")]),
]  # fmt: skip

EN: list[Case] = [
    ("en", 'Boatman Eloi Mattos replied: "Nobody warned the village."', [("Boatman Eloi Mattos", '"Nobody warned the village."')]),
    ("en", '"The dam will hold," said engineer Dora Pierce.', [("engineer Dora Pierce", '"The dam will hold,"')]),
    ("en", '"The harvest," farmer Tito Vaz said, "ends in July."', [("farmer Tito Vaz", '"The harvest," | "ends in July."')]),
    ("en", '"We left on foot," the midwife recalled. "There was no light."', [("the midwife", '"We left on foot," | "There was no light."')]),
    ("en", "Eloi Mattos: 'The island is alone'", [("Eloi Mattos", "'The island is alone'")]),
    ("en", 'The two islands pledged to "share the water" of the strait.', [("The two islands", 'to "share the water" of the strait')]),
    ("en", "The chapter announced that the chapel will reopen on Sunday.", [("The chapter", "that the chapel will reopen on Sunday")]),
    ("en", "The captain said there were no injuries.", [("The captain", "there were no injuries")]),
    ("en", "The coastguard asked tourists to leave the beach.", [("The coastguard", "to leave the beach")]),
    ("en", "The judge asked whether the letter was sent before the strike.", [("The judge", "whether the letter was sent before the strike")]),
    ("en", "The band put off the show, saying the stage was wet.", [("The band", "the stage was wet")]),
    ("en", "The lighthouse will stay dark until Saturday, the navy said.", [("the navy", "The lighthouse will stay dark until Saturday")]),
    ("en", "The rector said the course was suspended and added that there was no money.", [("The rector", "the course was suspended"), ("The rector", "that there was no money")]),
    ("en", "It is believed that the party will arrive on Tuesday.", [("", "that the party will arrive on Tuesday")]),
    ("en", "The union fears that the mine will be closed.", [("The union", "that the mine will be closed")]),
    ("en", "The rower told Radio Coast she will stop.", [("The rower", "she will stop")]),
    ("en", "The network went down, according to technicians.", [("technicians", "The network went down")]),
    ("en", "In the view of economist David Rose, the tax came early.", [("economist David Rose", "the tax came early")]),
    ("en", 'According to the Littoral agency, Ivone Cross said that the pact was "going well".', [("Ivone Cross", 'that the pact was "going well"')]),
    ("en", "The lawmaker denied having signed the letter.", [("The lawmaker", "having signed the letter")]),
    ("en", "Her rival said that the works are dear; the claim was rejected by the port.", [("Her rival", "that the works are dear"), ("by the port", "the claim")]),
    ("en", "The mining company declined to comment.", [("The mining company", "")]),
    ("en", "Pierce and Mattos said the deal was frail.", [("Pierce and Mattos", "the deal was frail")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), [*PT, *ES, *EN])
def test_a_construction_is_read(lang: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (" | ".join(s.of(text) for s in a.source), " | ".join(s.of(text) for s in a.content))
        for a in read_text(text, lang).attributions
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", 'O "conserto" do telhado já custou o dobro.'),
        ("pt", 'O livro "Mar Alto" sai no sábado.'),
        ("pt", "No segundo turno, a loja vende conforme a procura e para todo o país."),
        ("pt", "O tempo disse adeus ao inverno."),
        ("es", 'El "arreglo" del techo ya costó el doble.'),
        ("es", "La tienda vende según la demanda y para todo el país."),
        ("en", 'The "repair" of the roof has cost twice the plan.'),
        ("en", "The clock says half past nine."),
    ],
)
def test_nothing_is_said_where_nobody_speaks(lang: str, text: str) -> None:
    assert read_text(text, lang).attributions == ()
