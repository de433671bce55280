package dev.crow.images;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, by the Exif tag {@code Orientation}. It has to be applied before the tag
 * is lost, or half of all portraits from telephones would lie on their side.
 *
 * @param tag 1 to 8; 1 is upright
 */
record Orientation(int tag) {

  private static final Orientation UPRIGHT = new Orientation(1);
  private static final int EXIF_TAG = 0x0112;

  static Orientation of(byte[] file, ImageFormat format) {
    if (format != ImageFormat.JPEG) {
      return UPRIGHT;
    }
    ByteBuffer jpeg = ByteBuffer.wrap(file);
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      int length = jpeg.getShort(at + 2) & 0xffff;
      if (marker == 0xe1
          && at + 2 + length <= file.length
          && length >= 16
          && isExif(jpeg, at + 4)) {
        return ofTiff(jpeg.slice(at + 10, length - 8));
      }
      if (marker == 0xda || length < 2) {
        return UPRIGHT;
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer jpeg, int at) {
    return jpeg.getInt(at) == 0x45786966 && jpeg.getShort(at + 4) == 0;
  }

  private static Orientation ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xffff) == EXIF_TAG) {
        int tag = tiff.getShort(entry + 8);
        return tag >= 1 && tag <= 8 ? new Orientation(tag) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  boolean swapsSides() {
    return tag >= 5;
  }

  /** Turns a picture of this size upright, into the corner at the origin. */
  AffineTransform upright(int width, int height) {
    return switch (tag) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
