package dev.crow.user.picture;

import dev.crow.images.ImageSize;

/** What a caller may ask for, in the spelling of the API. */
enum PictureSize {
  thumbnail(ImageSize.THUMBNAIL),
  medium(ImageSize.MEDIUM);

  private final ImageSize image;

  PictureSize(ImageSize image) {
    this.image = image;
  }

  ImageSize image() {
    return image;
  }
}
