package dev.crow.images;

/**
 * An image as a file that was drawn here, so that it holds nothing but pixels.
 *
 * @param bytes not copied
 * @param contentType {@code image/jpeg}, or {@code image/png} if it may be transparent
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedImage(byte[] bytes, String contentType, int width, int height) {

  @Override
  public String toString() {
    return "EncodedImage[%s, %d x %d, %d bytes]"
        .formatted(contentType, width, height, bytes.length);
  }
}
