// Paints maps of every kind in four languages as PNGs, in every theme, for people to look at.
//   cairn-map-pictures FOLDER

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <array>
#include <filesystem>
#include <iostream>

#include "cairn/layout/comparison.hpp"
#include "cairn/model/edits.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

using namespace cairn;

namespace {

/// The words of one journey in one language: a visit to a bakery.
struct Words {
    const char* code;
    bool rightToLeft;
    const char *title, *scenario, *personas[3];
    const char* stages[5];
    const char* hours[5];
    const char* doing[5];
    const char* touch[5];
    const char *thought, *pain, *idea, *tagSlow, *tagNew, *owner, *caption, *metric, *kiosk, *note,
        *comment;
};

constexpr std::array kTongues{
    Words{"en",
          false,
          "A Saturday at the bakery",
          "Someone new in town buys bread for a birthday breakfast.",
          {"Ada Lindgren", "Tom Okafor", "Mrs Petrov"},
          {"Hear of it", "Find the way", "Choose", "Pay", "Come back"},
          {"6:30 Wake up", "8:00 Walk over", "9:15 Choose", "12:30 Pay and eat",
           "18:00 Tell friends"},
          {"Asks a neighbour where the good bread is", "Looks up the opening hours",
           "Reads the labels and asks about nuts", "Pays by card", "Returns with a friend"},
          {"Word of a neighbour", "Search result", "Counter", "Card terminal", "Loyalty card"},
          "Is it worth the queue?",
          "Nobody says how long it takes",
          "Show the waiting time at the door",
          "slow",
          "new this year",
          "Ada",
          "The counter on a Saturday",
          "would recommend us",
          "Order kiosk",
          "Ask the baker about Sundays",
          "Is this still true since the new till?"},
    Words{"de",
          false,
          "Samstagvormittag in der Handwerksbäckerei",
          "Jemand ist neu in der Stadt und kauft Brot für ein Geburtstagsfrühstück.",
          {"Adelheid Lindenberger", "Thomas Okafor", "Frau Petrowskaja"},
          {"Bekanntwerden", "Öffnungszeiten herausfinden", "Auswahlentscheidung treffen",
           "Bezahlvorgang", "Wiederkommen"},
          {"6:30 Aufstehen", "8:00 Hinweg", "9:15 Auswahlentscheidung", "12:30 Bezahlen und essen",
           "18:00 Weiterempfehlen"},
          {"Fragt die Nachbarschaft nach einer Handwerksbäckerei",
           "Sucht die Öffnungszeiten im Netz", "Liest die Zutatenverzeichnisse der Nusskuchen",
           "Bezahlt mit der Geldkarte", "Kommt mit einer Freundin wieder"},
          {"Mundpropaganda", "Suchmaschinenergebnis", "Verkaufstheke", "Kartenzahlungsterminal",
           "Kundenbindungsprogramm"},
          "Lohnt sich die Warteschlange überhaupt?",
          "Niemand nennt die Wartezeit",
          "Wartezeitanzeige am Eingang",
          "Geschwindigkeitsbegrenzung",
          "Neuerung",
          "Adelheid",
          "Die Verkaufstheke am Samstag",
          "Weiterempfehlungsbereitschaft",
          "Selbstbedienungsterminal",
          "Den Bäcker nach Sonntagsöffnung fragen",
          "Stimmt das noch seit der neuen Registrierkasse?"},
    Words{"ar",
          true,
          "صباح السبت في المخبز",
          "شخص جديد في المدينة يشتري الخبز لفطور عيد ميلاد.",
          {"ليلى حداد", "عمر منصور", "السيدة نادية"},
          {"السماع عنه", "معرفة الطريق", "الاختيار", "الدفع", "العودة"},
          {"6:30 الاستيقاظ", "8:00 الطريق", "9:15 الاختيار", "12:30 الدفع والأكل",
           "18:00 إخبار الأصدقاء"},
          {"تسأل الجيران عن الخبز الجيد", "تبحث عن ساعات العمل", "تقرأ المكونات وتسأل عن المكسرات",
           "تدفع بالبطاقة", "تعود مع صديقة"},
          {"كلام الجيران", "نتيجة البحث", "طاولة البيع", "جهاز البطاقات", "بطاقة الولاء"},
          "هل يستحق الأمر الانتظار؟",
          "لا أحد يقول كم يطول الانتظار",
          "عرض وقت الانتظار عند الباب",
          "بطيء",
          "جديد",
          "ليلى",
          "طاولة البيع يوم السبت",
          "سيوصون بنا",
          "جهاز الطلب الذاتي",
          "اسألوا الخباز عن يوم الأحد",
          "هل ما زال هذا صحيحًا؟"},
    Words{"ja",
          false,
          "土曜日の朝のパン屋さん",
          "町に来たばかりの人が、誕生日の朝食のパンを買う。",
          {"佐藤 明子", "鈴木 健", "田中 恵子"},
          {"知る", "道を調べる", "選ぶ", "支払う", "また来る"},
          {"6:30 起きる", "8:00 歩いて行く", "9:15 選ぶ", "12:30 支払って食べる",
           "18:00 友だちに話す"},
          {"近所の人においしいパン屋を聞く", "営業時間を調べる",
           "原材料を読んでナッツについて尋ねる", "カードで支払う", "友だちと一緒にまた来る"},
          {"口コミ", "検索結果", "店頭カウンター", "カード決済端末", "ポイントカード"},
          "並ぶ価値はあるだろうか。",
          "待ち時間がわからない",
          "入口に待ち時間を表示する",
          "遅い",
          "今年から",
          "明子",
          "土曜日のカウンター",
          "すすめたい人の割合",
          "セルフ注文機",
          "日曜日の営業を店主に聞く",
          "新しいレジになってからも同じですか。"}};

std::string picture(QColor sky, QColor ground) {
    QImage image(480, 300, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient air(0, 0, 0, 300);
    air.setColorAt(0, sky);
    air.setColorAt(1, sky.lighter(140));
    painter.fillRect(image.rect(), air);
    painter.setBrush(ground);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(
        QPolygonF({{0, 300}, {0, 210}, {140, 120}, {250, 200}, {340, 90}, {480, 220}, {480, 300}}));
    painter.setBrush(QColor("#FFE9A8"));
    painter.drawEllipse(QPointF(400, 60), 28, 28);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes.toStdString();
}

class Journey {
public:
    Journey(const Words& words, MapKind kind) : m_words(words) {
        m_project = addMap({}, m_map, words.title, kind, false);
        Map map = *m_project.maps.find(m_map);
        map.scenario = words.scenario;
        m_project = put(m_project, map);
        m_project = put(m_project, Image{m_image, "counter", "image/png",
                                         picture(QColor("#7FB5D8"), QColor("#4C7A5C"))});
        for (int i = 0; i < 3; ++i) {
            const PersonaId id{11u + static_cast<unsigned>(i)};
            m_project = addPersona(m_project, id, words.personas[i]);
            m_project = showPersona(m_project, m_map, id, true);
        }
        for (int i = 0; i < 5; ++i)
            m_project = addStage(m_project, stage(i), m_map,
                                 kind == MapKind::DayInTheLife ? words.hours[i] : words.stages[i]);
        m_project = addTag(m_project, TagId{91}, words.tagSlow);
        m_project = addTag(m_project, TagId{92}, words.tagNew);
        if (kind == MapKind::Blueprint)
            addBlueprintLanes();
        else
            addLanes();
        addRemarks();
    }
    Project project() const { return m_project; }
    MapId map() const { return m_map; }
    StageId stage(int i) const { return StageId{21u + static_cast<unsigned>(i)}; }

private:
    LaneId lane(LaneKind kind) {
        const LaneId id{m_next++};
        m_project = addLane(m_project, id, m_map, kind, m_phrases.laneTitle(kind));
        return id;
    }
    Card card(LaneId lane, int at, const std::string& text) {
        const CardId id{m_next++};
        m_project = addCard(m_project, id, {lane, stage(at)}, text);
        return *m_project.cards.find(id);
    }
    void addLanes() {
        const LaneId doing = lane(LaneKind::Actions);
        for (int i = 0; i < 5; ++i)
            card(doing, i, m_words.doing[i]);
        addTouchpoints();
        addFeelings();
        Card figure = card(lane(LaneKind::Metric), 3, m_words.metric);
        figure.figure = "42";
        m_project = put(m_project, figure);
        Card shown = card(lane(LaneKind::Images), 2, m_words.caption);
        shown.image = m_image;
        m_project = put(m_project, shown);
        card(lane(LaneKind::Thoughts), 1, m_words.thought);
        Card pain = card(lane(LaneKind::PainPoints), 2, m_words.pain);
        pain.severity = 3;
        pain.tags = {m_words.tagSlow};
        pain.owner = m_words.owner;
        m_project = put(m_project, pain);
        card(lane(LaneKind::Opportunities), 2, m_words.idea);
    }
    void addTouchpoints() {
        const LaneId touch = lane(LaneKind::Touchpoints);
        constexpr std::array kChannels{Channel::WordOfMouth, Channel::Search, Channel::Store,
                                       Channel::PointOfSale, Channel::Other};
        for (int i = 0; i < 5; ++i) {
            Card c = card(touch, i, m_words.touch[i]);
            c.channel = kChannels[static_cast<std::size_t>(i)];
            c.momentOfTruth = i == 2;
            if (i == 4)
                c.channelName = m_words.kiosk;
            if (i == 3) {
                c.tags = {m_words.tagNew, m_words.tagSlow};
                c.visibility = Visibility::Back;
            }
            if (i == 1)
                c.image = m_image;
            m_project = put(m_project, c);
        }
        m_touch = touch;
    }
    void addFeelings() {
        lane(LaneKind::Emotion);
        const double values[3][5] = {
            {0.5, -1, 1.5, -1.5, 2}, {1, 0.5, -1, 0, 1}, {-0.5, -1.5, 0.5, 1.5, 0.5}};
        for (unsigned p = 0; p < 3; ++p)
            for (int i = 0; i < 5; ++i)
                m_project = setEmotion(m_project, EmotionId{m_next++}, m_map, PersonaId{11 + p},
                                       stage(i), values[p][i]);
    }
    void addBlueprintLanes() {
        const LaneId doing = lane(LaneKind::Actions);
        for (int i = 0; i < 5; ++i)
            card(doing, i, m_words.doing[i]);
        lane(LaneKind::LineOfInteraction);
        addTouchpoints();
        lane(LaneKind::LineOfVisibility);
        card(lane(LaneKind::InternalProcess), 2, m_words.idea);
        lane(LaneKind::LineOfInternalInteraction);
        card(lane(LaneKind::Tools), 3, m_words.touch[3]);
    }
    void addRemarks() {
        const auto cards = cardsOf(m_project, m_map);
        const ElementId about = cards[2]->id;
        for (const ElementId on : {about, ElementId(stage(1)), ElementId{}})
            m_project = addComment(m_project, CommentId{m_next++}, m_map, on, m_words.owner,
                                   m_words.comment, 1700000000000);
        m_project = addComment(m_project, CommentId{m_next++}, m_map, m_touch, m_words.owner,
                               m_words.comment, 1700000000000);
        const NoteId note{m_next++};
        m_project = addNote(m_project, note, m_map, 0, 0, m_words.note);
        Note parked = *m_project.notes.find(note);
        parked.parked = true;
        m_project = put(m_project, parked);
        m_project = addMap(m_project, MapId{5}, m_words.stages[3], MapKind::Current, true);
        Stage linked = *m_project.stages.find(stage(3));
        linked.detail = MapId{5};
        m_project = put(m_project, linked);
    }

    const Words& m_words;
    EnglishPhrases m_phrases;
    Project m_project;
    MapId m_map{1};
    ImageId m_image{81};
    LaneId m_touch;
    std::uint64_t m_next = 101;
};

struct Look {
    const char* name;
    Theme theme;
};

struct Sheets {
    std::filesystem::path folder;
    QtTextMeasurer measurer{};
    EnglishPhrases phrases;
    std::vector<Look> looks{{"light", lightTheme()},
                            {"dark", darkTheme()},
                            {"contrast", contrastTheme(false)},
                            {"contrast-dark", contrastTheme(true)},
                            {"ink", inkTheme()},
                            {"brand", branded(lightTheme(), QColor("#F2A900"), {})}};

    void write(const std::string& name, const Project& project, const DisplayList& list,
               std::size_t most) const {
        for (std::size_t i = 0; i < most; ++i) {
            PngOptions options;
            options.scale = 1;
            options.theme = looks[i].theme;
            options.image = [&project](ElementId id) {
                const Image* image = project.images.find(id.as<ImageTag>());
                return image ? QImage::fromData(QByteArray::fromStdString(image->bytes)) : QImage();
            };
            exportPng(list, folder / (name + "-" + looks[i].name + ".png"), options);
        }
    }

    void paint(const Words& words) const {
        LayoutOptions options;
        options.rightToLeft = words.rightToLeft;
        options.forEditing = false;
        const bool first = words.code == kTongues.front().code;
        for (const auto& [name, kind] :
             {std::pair("journey", MapKind::Current), std::pair("day", MapKind::DayInTheLife),
              std::pair("blueprint", MapKind::Blueprint)}) {
            const Journey journey(words, kind);
            write(std::string(name) + "-" + words.code, journey.project(),
                  layoutMap(journey.project(), journey.map(), nullptr, measurer, phrases, options),
                  first ? looks.size() : 2);
        }
        paintComparison(words, options);
        const Journey journey(words, MapKind::Current);
        write(std::string("detail-") + words.code, journey.project(),
              layoutMap(journey.project(), MapId{5}, nullptr, measurer, phrases, options), 1);
    }

    void paintComparison(const Words& words, const LayoutOptions& options) const {
        const Journey journey(words, MapKind::Current);
        const MapId future{7};
        Project project = addFutureOf(journey.project(), journey.map(), future, words.idea);
        const auto cards = cardsOf(project, future);
        Card changed = *cards[0];
        changed.text = words.thought;
        project = put(project, changed);
        const ElementId gone = cards[1]->id;
        project = removeElements(project, {&gone, 1});
        const Card& moved = *cards[2];
        const CardId id = moved.id;
        project = moveCards(project, {&id, 1}, {moved.lane, stagesOf(project, future)[4]->id});
        project = addCard(project, CardId{999}, {moved.lane, stagesOf(project, future)[1]->id},
                          words.idea);
        write(std::string("compare-") + words.code, project,
              layoutComparison(project, journey.map(), future, measurer, phrases, options), 2);
    }
};

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    if (argc < 2) {
        std::cerr << "usage: cairn-map-pictures FOLDER\n";
        return 1;
    }
    loadFonts();
    std::filesystem::create_directories(argv[1]);
    Sheets sheets;
    sheets.folder = argv[1];
    for (const Words& words : kTongues)
        sheets.paint(words);
    return 0;
}
