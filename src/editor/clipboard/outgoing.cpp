#include "editor/clipboard/outgoing.hpp"

#include <QBuffer>
#include <QStringList>
#include <algorithm>
#include <set>

#include "cairn/layout/map_layout.hpp"
#include "editor/locale_phrases.hpp"
#include "render/export/part.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

constexpr double kMargin = 8;
const QString kSvg = QStringLiteral("image/svg+xml"), kPng = QStringLiteral("image/png"),
              kQtImage = QStringLiteral("application/x-qt-image");

void unite(RectF& area, const RectF& with) {
    if (area.width <= 0 || area.height <= 0) {
        area = with;
        return;
    }
    const double right = std::max(area.right(), with.right());
    const double bottom = std::max(area.bottom(), with.bottom());
    area.x = std::min(area.x, with.x);
    area.y = std::min(area.y, with.y);
    area.width = right - area.x;
    area.height = bottom - area.y;
}

/// Cards and notes stand alone; a stage or a lane is cut out of the map with all that is in it.
PictureOfPart partOf(const DisplayList& list, const std::vector<ElementId>& chosen,
                     const Project& project) {
    const std::set<ElementId> wanted(chosen.begin(), chosen.end());
    PictureOfPart part;
    const bool alone = std::all_of(chosen.begin(), chosen.end(), [&](ElementId id) {
        return project.cards.find(id.as<CardTag>()) || project.notes.find(id.as<NoteTag>());
    });
    if (std::any_of(chosen.begin(), chosen.end(),
                    [&](ElementId id) { return project.maps.find(id.as<MapTag>()); }))
        part.area = {0, 0, list.size.width, list.size.height};
    else if (!alone)
        for (const Region& region : list.regions) {
            const bool cell =
                region.kind == RegionKind::Cell || region.kind == RegionKind::EmotionCell;
            if (wanted.contains(region.element) || (cell && wanted.contains(region.second)))
                unite(part.area, region.rect);
        }
    for (std::uint32_t i = 0; i < list.items.size(); ++i) {
        const RectF bounds = boundsOf(list.items[i]);
        if (alone && !wanted.contains(list.items[i].element))
            continue;
        if (alone)
            unite(part.area, bounds);
        else if (!bounds.intersects(part.area))
            continue;
        part.items.push_back(i);
    }
    if (alone)
        part.area = {part.area.x - kMargin, part.area.y - kMargin, part.area.width + 2 * kMargin,
                     part.area.height + 2 * kMargin};
    return part;
}

class Copied : public QMimeData {
public:
    Copied(CopySource source, const Clip& clip) : m_source(std::move(source)), m_map(clip.map) {
        const std::string json = clipToJson(clip);
        setData(QString::fromLatin1(kElementsType),
                QByteArray(json.data(), static_cast<qsizetype>(json.size())));
        const TextTable table = tableOf(clip);
        setHtml(QString::fromStdString(htmlOf(table)));
        setText(QString::fromStdString(plainTextOf(table)));
    }

    QStringList formats() const override {
        return QMimeData::formats() + QStringList{kSvg, kPng, kQtImage};
    }
    bool hasFormat(const QString& type) const override { return formats().contains(type); }

protected:
    QVariant retrieveData(const QString& type, QMetaType preferred) const override {
        if (type == kSvg) {
            layOut();
            return renderPartAsSvg(*m_list, m_part);
        }
        if (type == kPng) {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            image().save(&buffer, "PNG");
            return buffer.data();
        }
        if (type == kQtImage)
            return image();
        return QMimeData::retrieveData(type, preferred);
    }

private:
    QImage image() const {
        layOut();
        return renderPart(*m_list, m_part);
    }
    void layOut() const {
        if (m_list)
            return;
        LayoutOptions options;
        options.forEditing = false;
        options.rightToLeft = m_source.rightToLeft;
        m_list =
            layoutMap(m_source.project, m_map, m_source.findings ? &*m_source.findings : nullptr,
                      QtTextMeasurer(m_source.theme.family), LocalePhrases(), options);
        m_part = partOf(*m_list, m_source.chosen, m_source.project);
        m_part.theme = m_source.theme;
        m_part.image = [images = m_source.project.images](ElementId id) {
            const Image* image = images.find(id.as<ImageTag>());
            return image ? QImage::fromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                                            static_cast<int>(image->bytes.size()))
                         : QImage();
        };
    }

    CopySource m_source;
    MapId m_map;
    mutable std::optional<DisplayList> m_list;
    mutable PictureOfPart m_part;
};

} // namespace

bool canCopy(const Project& project, const std::vector<ElementId>& chosen) {
    return std::any_of(chosen.begin(), chosen.end(), [&](ElementId id) {
        const auto kind = kindOf(project, id);
        return kind == "card" || kind == "note" || kind == "stage" || kind == "lane" ||
               kind == "map";
    });
}

QMimeData* copyOf(CopySource source) {
    const Clip clip = clipOf(source.project, source.chosen);
    if (clip.empty())
        return nullptr;
    source.chosen = clip.chosen;
    return new Copied(std::move(source), clip);
}

} // namespace cairn
