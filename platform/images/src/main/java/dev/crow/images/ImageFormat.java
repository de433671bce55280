package dev.crow.images;

import dev.crow.images.ImageException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Accepted sorts of image, told apart by their first bytes. */
enum ImageFormat {
  JPEG("jpeg", "jpeg"),
  PNG("png", "png"),
  WEBP("webp", "png");

  private static final byte[] JPEG_START = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] PNG_START = HexFormat.of().parseHex("89504e470d0a1a0a");

  private final String reader;
  private final String output;

  ImageFormat(String reader, String output) {
    this.reader = reader;
    this.output = output;
  }

  /** By its content, whatever its name says. */
  static ImageFormat of(byte[] file) throws ImageException {
    if (holds(file, 0, JPEG_START)) {
      return JPEG;
    }
    if (holds(file, 0, PNG_START)) {
      return PNG;
    }
    if (holds(file, 0, "RIFF".getBytes(StandardCharsets.US_ASCII))
        && holds(file, 8, "WEBP".getBytes(StandardCharsets.US_ASCII))) {
      return WEBP;
    }
    throw new ImageException(Reason.UNSUPPORTED, "Send a JPEG, PNG or WebP picture.");
  }

  private static boolean holds(byte[] file, int at, byte[] bytes) {
    if (file.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (file[at + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** What the JDK calls the format when a reader is asked for. */
  String reader() {
    return reader;
  }

  /** What it is written as: {@code jpeg} or {@code png}. */
  String output() {
    return output;
  }
}
