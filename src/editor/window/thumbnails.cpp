#include "editor/window/thumbnails.hpp"

#include "cairn/base/log.hpp"
#include "cairn/layout/map_layout.hpp"
#include "cairn/model/templates.hpp"
#include "editor/jobs.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/session.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

namespace cairn {

Thumbnails::Thumbnails(QObject* parent)
    : QObject(parent), m_phrases(std::make_shared<LocalePhrases>()),
      m_measurer(std::make_shared<QtTextMeasurer>()) {}

Thumbnails::~Thumbnails() = default;

void Thumbnails::want(const QString& resource, bool dark, int width, double deviceRatio) {
    const QString key =
        resource + (dark ? "|dark|" : "|light|") + QString::number(width * deviceRatio);
    if (const auto known = m_painted.constFind(key); known != m_painted.cend()) {
        emit ready(resource, dark, *known);
        return;
    }
    startJob(
        this,
        [resource, dark, width, deviceRatio, phrases = m_phrases,
         measurer = m_measurer](const JobControl& job) {
            const Project project = projectFromTemplate("thumbnail", resourceText(resource));
            LayoutOptions options;
            options.forEditing = false;
            const auto maps = mapsOf(project);
            const DisplayList list = layoutMap(project, maps.empty() ? MapId{} : maps.front()->id,
                                               nullptr, *measurer, *phrases, options);
            PngOptions png;
            png.dark = dark;
            png.scale = list.size.width > 0 ? width * deviceRatio / list.size.width : 1;
            return renderImage(list, png, job);
        },
        [this, key, resource, dark, deviceRatio](QImage picture) {
            picture.setDevicePixelRatio(deviceRatio);
            m_painted.insert(key, picture);
            emit ready(resource, dark, picture);
        },
        [](const Error& error) {
            // A card without its picture still opens its template.
            if (error.code() != ErrorCode::Cancelled)
                logWarning("no thumbnail: " + error.why());
        });
}

} // namespace cairn
