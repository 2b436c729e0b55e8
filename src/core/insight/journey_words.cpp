#include "core/insight/journey_words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "cairn/base/text.hpp"

namespace cairn::insight {
namespace {

/// Pairs of words that are one word to us.
constexpr std::pair<std::string_view, std::string_view> kPhrases[] = {
    {"sign up", "signup"},
    {"log in", "login"},
    {"sign in", "login"},
    {"check out", "checkout"},
    {"wish list", "wishlist"},
    {"checkout complete", "purchase"},
    {"checkout completed", "purchase"},
    {"completed checkout", "purchase"},
    {"order placed", "purchase"},
    {"place order", "purchase"},
    {"order complete", "purchase"},
    {"order completed", "purchase"},
    {"create account", "signup"},
    {"account created", "signup"},
    {"first visit", "visit"},
    {"free trial", "trial"},
    {"session start", "visit"},
    {"e mail", "email"},
    {"e commerce", "ecommerce"},
    {"word of mouth", "referral"},
    {"social media", "social"},
    {"live chat", "chat"},
    {"closed won", "won"},
    {"closed lost", "lost"},
    // German, French, Dutch, Spanish
    {"bestellung abgeschlossen", "purchase"},
    {"kauf abgeschlossen", "purchase"},
    {"zur kasse", "checkout"},
    {"konto erstellt", "signup"},
    {"passer commande", "checkout"},
    {"commande passée", "purchase"},
    {"création de compte", "signup"},
    {"compte créé", "signup"},
    {"page d accueil", "home"},
    {"bestelling geplaatst", "purchase"},
    {"account aangemaakt", "signup"},
    {"pedido realizado", "purchase"},
    {"compra realizada", "purchase"},
    {"crear cuenta", "signup"},
    {"finalizar compra", "checkout"},
    {"página de inicio", "home"},
};

/// Words that name the same step: English, then German, French, Dutch and Spanish.
constexpr std::string_view kSame[] = {
    "cart basket bag trolley warenkorb einkaufswagen panier winkelwagen winkelmandje carrito cesta",
    "purchase order paid buy bestellung kauf bestellen kaufen achat commande acheter aankoop "
    "bestelling kopen bestel compra pedido comprar",
    "purchase buy bought transaction sale transaktion verkauf vente verkoop venta",
    "purchase buy order conversion converted booked won gewonnen gagné ganado",
    "home landing start homepage startseite accueil startpagina inicio",
    "home landing visit session besuch sitzung visite bezoek sessie visita sesión",
    "visit session visitor visited pageview besuch sitzung besucher visite visiteur bezoek sessie "
    "bezoeker visita sesión visitante",
    "signup register registration join registered registrierung anmeldung registrieren "
    "inscription inscrit registratie aanmelding inschrijving registro inscripción",
    "login signin logon authenticate einloggen anmelden connexion inloggen acceso",
    "payment pay paid billing zahlung bezahlung bezahlen zahlen paiement payer betaling betalen "
    "pago pagar",
    "checkout kasse caisse commander kassa afrekenen caja tramitar",
    "shipping delivery deliver dispatch shipped delivered versand lieferung livraison expédition "
    "verzending levering bezorging envío entrega",
    "catalog catalogue category listing katalog kategorie sortiment catégorie catalogus categorie "
    "catálogo categoría",
    "product item article detail produkt artikel produit produkte producto artículo",
    "search find query lookup suche suchen recherche chercher zoeken zoekopdracht búsqueda buscar",
    "view see look open viewed opened angesehen ansicht ansehen vue voir consultation bekijken "
    "bekeken weergave ver vista",
    "add added addition hinzufügen hinzugefügt ajouter ajouté toevoegen toegevoegd añadir agregar "
    "añadido",
    "support help contact ticket hilfe kontakt kundendienst aide assistance hulp klantenservice "
    "ayuda soporte contacto",
    "refund return cancel chargeback rückgabe erstattung stornierung retoure remboursement retour "
    "annulation terugbetaling annulering devolución reembolso cancelación",
    "subscribe subscription upgrade renewal abonnement abo abonnieren abonné suscripción",
    "trial demo tryout taster testphase essai proefperiode prueba",
    "review rating feedback survey bewertung umfrage avis enquête beoordeling enquete reseña "
    "opinión encuesta",
    "booking reservation reserve appointment buchung reservierung termin réservation "
    "rendezvous boeking reservering afspraak reserva cita",
    "menu offer promo promotion angebot aktion offre aanbieding oferta promoción",
    "activate activation onboarding setup aktivierung einrichtung activación activatie",
    "quote proposal angebot devis offerte presupuesto",
    "lead prospect interessent prospecto",
    "download install installation downloaded installed herunterladen installieren "
    "téléchargement descarga",
    "confirm confirmation bestätigung bevestiging confirmación",
};

/// What journey maps call a stage, and the events that usually show it, the surest first.
constexpr std::string_view kHints[] = {
    "discover home landing visit promo ad impression reach",
    "awareness home landing visit promo ad impression reach",
    "consider catalog product search view compare",
    "browse catalog product search view category",
    "explore catalog product search view category",
    "compare product catalog filter review view",
    "choose cart add wishlist product select",
    "decide cart add checkout wishlist select",
    "checkout purchase payment shipping cart address confirm",
    "buy purchase payment checkout order paid",
    "pay purchase payment order checkout",
    "confirm purchase order payment",
    "onboard activate signup tutorial setup welcome",
    "receive delivery delivered shipped shipping pickup",
    "retain renewal login repeat reorder",
    "advocate review share refer referral rating",
    // German, French, Dutch, Spanish
    "entdecken home landing visit promo ad",
    "découverte home landing visit promo ad",
    "ontdekken home landing visit promo ad",
    "descubrir home landing visit promo ad",
    "überlegen catalog product search view compare",
    "considération catalog product search view compare",
    "overwegen catalog product search view compare",
    "considerar catalog product search view compare",
    "entscheiden cart add checkout wishlist select",
    "décision cart add checkout wishlist select",
    "beslissen cart add checkout wishlist select",
    "decidir cart add checkout wishlist select",
    "erhalten delivery pickup",
    "empfangen delivery pickup",
    "recevoir delivery pickup",
    "ontvangen delivery pickup",
    "recibir delivery pickup",
};

constexpr std::string_view kTrouble =
    " bug error fail failed crash timeout abandon abandoned exception declined lost bounce bounced "
    "unsubscribe unsubscribed spam fehler abgebrochen erreur échec abandonné fout mislukt "
    "fallido ";

constexpr std::string_view kFillers =
    " the a an to of and your my in on for page event with by from that reached all begin began "
    "initiate initiated "
    "der die das den dem des zum zur im ein eine und auf für seite "
    "le la les du de au aux un une et sur pour "
    "het een van naar op voor pagina en "
    "el los las del al por y ";

constexpr std::string_view kCounted =
    " session visitor user customer sitzung besucher kunde nutzer ";

/// Words of a channel. A name may use them; of a channel column's values those after the bar too,
/// which would be something else in a name ("search" is a search in the shop).
struct ChannelWords {
    Channel channel;
    std::string_view words, ofValues;
};
constexpr ChannelWords kChannels[] = {
    {Channel::Email, " email newsletter mailing courriel correo ", " mail mails edm "},
    {Channel::MobileApp, " app ios android ", " mobile "},
    {Channel::Phone,
     " phone call hotline telefon anruf telefonisch appel téléphone teléfono telefoon ", " "},
    {Channel::Chat, " chat livechat chatbot ", " "},
    {Channel::SocialMedia, " social facebook instagram linkedin tiktok twitter pinterest ", " "},
    {Channel::Advertisement,
     " ad ads advert cpc ppc banner anzeige werbung publicité anuncio advertentie ",
     " paid display cpm adwords remarketing "},
    {Channel::Search, " google bing seo organic ", " search suche recherche "},
    {Channel::Store, " store filiale boutique instore ", " shop magasin tienda winkel "},
    {Channel::PointOfSale, " pos till ", " "},
    {Channel::Delivery, " courier parcel paket colis pakket paquete ", " delivery "},
    {Channel::Mail, " letter postal brief postkarte ", " post "},
    {Channel::Event, " webinar conference meetup messe salon ", " "},
    {Channel::WordOfMouth, " referral recommendation empfehlung recommandation aanbeveling ",
     " referral refer "},
    {Channel::Messaging, " sms whatsapp messenger push notification ", " "},
    {Channel::Video, " video youtube vimeo ", " "},
    {Channel::Review, " trustpilot ", " review reviews "},
    {Channel::Website, " website ", " web direct desktop online "},
};

constexpr std::string_view kChannelColumns[] = {
    "channel",
    "utm medium",
    "medium",
    "marketing channel",
    "kanal",
    "canal",
    "kanaal",
    "medio",
    "channel group",
    "default channel group",
    "session default channel group",
    "traffic source",
    "traffic medium",
    "acquisition channel",
    "lead source",
    "source medium",
    "session source medium",
    "utm source",
    "source",
    "quelle",
    "bron",
    "fuente",
    "referrer type",
};

using Groups = std::map<std::string, std::set<std::size_t>, std::less<>>;

Groups groupsOf(std::span<const std::string_view> lines) {
    Groups groups;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const std::string& word : split(lines[i], ' '))
            groups[word].insert(i);
    return groups;
}

bool shareGroup(const Groups& groups, std::string_view a, std::string_view b) {
    const auto ofA = groups.find(a), ofB = groups.find(b);
    return ofA != groups.end() && ofB != groups.end() &&
           std::any_of(ofA->second.begin(), ofA->second.end(),
                       [&](std::size_t group) { return ofB->second.contains(group); });
}

/// Which events show a stage, and how surely. The first word of a line is the stage's, the second
/// the event that shows it best; all of them in every language that the groups know.
using Hints = std::map<std::string, std::map<std::string, double, std::less<>>, std::less<>>;

constexpr double kBestHint = 0.65, kHint = 0.6;

Hints hintsWith(const Groups& groups) {
    const auto alike = [&](const std::string& word) {
        std::set<std::string> words{word};
        for (const auto& [other, of] : groups)
            if (shareGroup(groups, word, other))
                words.insert(other);
        return words;
    };
    Hints hints;
    for (const std::string_view line : kHints) {
        const auto words = split(line, ' ');
        for (std::size_t i = 1; i < words.size(); ++i)
            for (const std::string& event : alike(words[i]))
                for (const std::string& stage : alike(words[0])) {
                    double& sure = hints[stage][event];
                    sure = std::max(sure, i == 1 ? kBestHint : kHint);
                }
    }
    return hints;
}

double hint(const Hints& hints, std::string_view stage, std::string_view event) {
    const auto of = hints.find(stage);
    if (of == hints.end())
        return 0;
    const auto at = of->second.find(event);
    return at == of->second.end() ? 0 : at->second;
}

double likeness(std::string_view a, std::string_view b) {
    static const Groups kGroups = groupsOf(kSame);
    if (a == b)
        return 1;
    if (shareGroup(kGroups, a, b))
        return 0.9;
    static const Hints kHinted = hintsWith(kGroups);
    return std::max(hint(kHinted, a, b), hint(kHinted, b, a));
}

bool isIn(std::string_view list, const std::string& word) {
    return list.find(" " + word + " ") != std::string_view::npos;
}

/// How much of both sides' words the other side has; `alike` tells two words apart.
template <class Alike> double covered(const Words& a, const Words& b, const Alike& alike) {
    const auto one = [&](const Words& from, const Words& by) {
        double sum = 0;
        for (const auto& word : from) {
            double best = 0;
            for (const auto& other : by)
                best = std::max(best, alike(word, other));
            sum += best;
        }
        return sum;
    };
    return (one(a, b) + one(b, a)) / static_cast<double>(a.size() + b.size());
}

} // namespace

Words journeyWords(std::string_view text) {
    std::string folded = " " + foldedWords(text) + " ";
    for (const auto& [phrase, word] : kPhrases) {
        const std::string whole = " " + std::string(phrase) + " ";
        for (auto at = folded.find(whole); at != std::string::npos; at = folded.find(whole))
            folded.replace(at + 1, phrase.size(), word);
    }
    Words words;
    for (std::string& word : split(folded, ' ')) {
        if (word.empty() || isIn(kFillers, word))
            continue;
        if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's')
            word.pop_back(); // plural
        if (std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
    }
    // "Sessions that reached checkout": who is counted says nothing of the step.
    if (words.size() > 1 && isIn(kCounted, words.front()))
        words.erase(words.begin());
    return words;
}

Likeness likenessOf(const Words& a, const Words& b) {
    if (a.empty() || b.empty())
        return {};
    const double meant = covered(a, b, [](const auto& x, const auto& y) { return likeness(x, y); });
    const double written =
        covered(a, b, [](const auto& x, const auto& y) { return x == y ? 1.0 : 0.0; });
    return {meant, meant > 0 && written >= meant};
}

bool isTrouble(const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return isIn(kTrouble, word); });
}

Channel channelIn(const Words& words, bool isChannelValue) {
    for (const ChannelWords& known : kChannels)
        for (const std::string& word : words)
            if (isIn(known.words, word) || (isChannelValue && isIn(known.ofValues, word)))
                return known.channel;
    return Channel::None;
}

std::optional<std::size_t> channelColumnRank(std::string_view column) {
    const auto at =
        std::find(std::begin(kChannelColumns), std::end(kChannelColumns), foldedWords(column));
    if (at == std::end(kChannelColumns))
        return std::nullopt;
    return static_cast<std::size_t>(at - std::begin(kChannelColumns));
}

} // namespace cairn::insight
