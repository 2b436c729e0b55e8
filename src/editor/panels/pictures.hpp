#pragma once
// Pictures that a person chooses from files: portraits, pictures on cards, a brand's logo.

#include <QString>
#include <functional>

#include "cairn/model/project.hpp"

class QWidget;

namespace cairn {

class Document;

/// Reads a picture file on a worker, scaled down to `pixels`, and hands it over on the GUI thread. Trouble comes
/// through Document::trouble.
void readPictureFile(Document* document, const QString& file, int pixels, std::function<void(Image)> take);
/// Asks for a file; empty when the person thought better of it.
QString askForPicture(QWidget* parent, const QString& title);

/// Lets go of a picture that nothing shows any more.
Project withoutUnusedImage(Project project, ImageId image);

/// The card's picture with buttons to choose and remove it.
QWidget* makeCardPicture(Document* document, CardId card, QWidget* parent);
/// Stores a picture file on the card. Asynchronous.
void setCardPictureFromFile(Document* document, CardId card, const QString& file);

/// Logo, colour and font of the project, and the wish to start new projects with them.
QWidget* makeBrand(Document* document, QWidget* parent);
/// A new project wears what "Use for new projects" kept. Does nothing when there is nothing, or it has a brand.
Project withRememberedBrand(Project project);

} // namespace cairn
