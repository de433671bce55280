package dev.crow.organization.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks through a document that is an archive: how much it holds is counted as it is unpacked, for
 * what an archive says of itself may be a lie. Nothing is written.
 */
final class ArchiveCheck {

  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 200L * 1024 * 1024;
  private static final int MOST_OF_A_NOTE = 1024 * 1024;

  private ArchiveCheck() {}

  static boolean hasFolder(Path file, String folder) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      requireHarmless(archive);
      return archive.getEntry("[Content_Types].xml") != null
          && archive.stream().anyMatch(entry -> entry.getName().startsWith(folder));
    }
  }

  static boolean isOpenDocument(Path file, String mediaType) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      requireHarmless(archive);
      if (!text(archive, "mimetype").strip().equals(mediaType)) {
        return false;
      }
      if (text(archive, "META-INF/manifest.xml").contains("encryption-data")) {
        throw Refusals.encrypted();
      }
      return true;
    }
  }

  private static String text(ZipFile archive, String name) throws IOException {
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      return "";
    }
    try (InputStream in = archive.getInputStream(entry)) {
      return new String(in.readNBytes(MOST_OF_A_NOTE), StandardCharsets.UTF_8);
    }
  }

  private static void requireHarmless(ZipFile archive) throws IOException {
    if (archive.size() > MOST_ENTRIES) {
      throw Refusals.archive("The document holds more than 10,000 files.");
    }
    long bytes = 0;
    for (ZipEntry entry : Collections.list(archive.entries())) {
      requireHarmless(entry.getName());
      bytes += size(archive, entry, MOST_BYTES - bytes);
      if (bytes > MOST_BYTES) {
        throw Refusals.archive("Unpacked, the document is larger than 200 MB.");
      }
    }
  }

  private static void requireHarmless(String name) {
    if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
      throw Refusals.archive("The document holds a file whose name leads out of it.");
    }
  }

  /** Stops once it is more than there is room for. */
  private static long size(ZipFile archive, ZipEntry entry, long room) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long size = 0;
    try (InputStream in = archive.getInputStream(entry)) {
      for (int read = in.read(buffer); read >= 0 && size <= room; read = in.read(buffer)) {
        size += read;
      }
    }
    return size;
  }
}
