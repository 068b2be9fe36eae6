#pragma once

#include <string_view>

// A corpus of our own, labelled by hand: what stands between « and » names or reaches somebody and ought to be gone.
// It holds what people really write, also what no rule here finds (nicknames, misspellings, roles), so that the figures
// are honest. Members of it: the names in `corpus_members`.
namespace plenum::test {

inline constexpr std::string_view corpus_members[] = {
    "ophelia",   "Hamlet_D",    "polonius", "rosencrantz", "guildenstern", "Maria Svensson", "jean-pierre",
    "dr_willis", "fatima",      "bjork77",  "will",        "rose",         "chance",         "Åsa",
    "karim.b",   "Anders Lind", "élodie",   "tomas",       "nurse_joy",    "windows"};

inline constexpr std::string_view corpus[] = {
    "«Ophelia» has seen three of these since May, all after the second dose.",
    "As «polonius» wrote yesterday, the dose is weight dependent.",
    "«@rosencrantz» can you share the protocol?",
    "«rosencrantz» and «guildenstern» both use it at their clinic.",
    "«Hamlet_D»: no, that was the other trial.",
    "I disagree with «hamlet_d»'s reading of the table.",
    "My colleague «Maria» tried it last winter. «Maria Svensson», that is.",
    "Ask «Svensson», she wrote the guideline.",
    "Write me at «ophelia.d@elsinore.example» or call «+45 33 12 34 56».",
    "The slides are at «https://elsinore.example/~ophelia/slides.pdf».",
    "See «www.elsinore.example/trial», page 4.",
    "Repo: «github.com/hamlet-d/dosing», branch main.",
    "«dr_willis», thanks, that fixed it. «Dr. Willis» knows everything.",
    "«Jean-Pierre» a raison, il faut attendre deux semaines.",
    "Merci «élodie», et merci aussi à «Fatima» pour le lien.",
    "Je suis d'accord avec «jean-pierre» sur ce point.",
    "Contactez-moi: «elodie.m@hopital.example» ou «01 42 34 56 78».",
    "«Åsa» skrev att dosen ska halveras efter en vecka.",
    "Jag håller med «åsa» och «Anders Lind» om det.",
    "Fråga «Lind» på «070-123 45 67» efter lunch.",
    "Hör av er till «asa@sjukhus.example» om ni vill vara med.",
    "«bjork77» posted the same picture in 2019-11-13 already.",
    "The patient was 42 years old, 120/80 mmHg, on 0.75 mg.",
    "We will see whether there is a chance that the windows build works.",
    "«will»: could you check the logs?",
    "I think «Will» is right about the dosage.",
    "Roses are red, and the rose oil did not help.",
    "thanks «@rose», that was it",
    "«chance», did you try the older driver?",
    "There is a fair chance that it will fail on windows 10.04.3.",
    "«karim.b» reported four cases, «Karim B» two more.",
    "«tomas» once told me that the assay drifts in summer.",
    "With «Tomas», «Fatima» and me there are three who saw it.",
    "cc «@nurse_joy», «@tomas» and «@someone_else»",
    "«nurse_joy»'s ward has the numbers.",
    "Take 2 tablets at 08:30 and 20:30 for 10 days.",
    "Upgrade to version 22.04.1 and run apt-get update && apt-get upgrade.",
    "The address 192.168.10.245 does not answer on port 8080.",
    "Ticket 4711234 has been open since 01/02/2019.",
    "It is node.js, e.g. version 18, and/or python.",
    "«(555) 123-4567» is the hotline, ask for «Fatima».",
    "Send it to «fatima (at) elsinore.example» please.",
    "My mail is «fatima at elsinore dot example».",
    "«Oph» told me the same at the coffee machine.",
    "«Ofelia» is on leave until Monday.",
    "«Polo» would know, he has been here since the start.",
    "The head of cardiology in «Aarhus» is the only one who does this.",
    "You will find me as «hamletd» on the other site.",
    "signed, «A. Lind»",
    "«Mme Dupont» from our ward had the same rash.",
    "The rules are in chapter 4, section 2, of the handbook.",
    "Has anybody seen this with patients over 80?",
    "I have not. The literature says one in a thousand.",
    "In Denmark it is given twice, in Norway once.",
    "Le traitement a été arrêté après dix jours.",
    "Behandlingen avbröts efter tio dagar, utan besvär.",
    "«guildenstern» , «rosencrantz»: see the table above",
    "@ 5 pm we close the vote.",
    "The price fell from $ 1 200 to $ 900 in 2018.",
    "Read the ISO 8601 text, part 1, or RFC 3339.",
};

}  // namespace plenum::test
