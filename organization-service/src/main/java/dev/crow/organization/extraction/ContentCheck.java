package dev.crow.organization.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/** Looks whether a file is what it was announced as, by its bytes, before any parser sees it. */
final class ContentCheck {

  /** Readers of PDF look for its mark so far, and so do we. */
  private static final int BEGINNING = 1024;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE2 = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };

  private ContentCheck() {}

  static void require(Path file, DocumentType type) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = in.readNBytes(BEGINNING);
    }
    boolean right =
        switch (type.form()) {
          case MARKED -> new String(beginning, StandardCharsets.ISO_8859_1).contains(type.mark());
          case OFFICE -> isArchive(file, beginning) && ArchiveCheck.hasFolder(file, type.mark());
          case OPEN_DOCUMENT ->
              isArchive(file, beginning) && ArchiveCheck.isOpenDocument(file, type.mediaType());
          case TEXT -> isText(file);
        };
    if (!right) {
      throw Refusals.wrongType();
    }
  }

  private static boolean isArchive(Path file, byte[] beginning) throws IOException {
    if (startsWith(beginning, OLE2) && isEncryptedOffice(file)) {
      throw Refusals.encrypted();
    }
    return startsWith(beginning, ZIP);
  }

  /** Office puts a document with a password into a container of its former format. */
  private static boolean isEncryptedOffice(Path file) throws IOException {
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      return container.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  private static boolean isText(Path file) throws IOException {
    try (TikaInputStream in = TikaInputStream.get(file)) {
      MimeTypes types = MimeTypes.getDefaultMimeTypes();
      MediaTypeRegistry registry = types.getMediaTypeRegistry();
      MediaType found = types.detect(in, new Metadata());
      return registry.isInstanceOf(found, MediaType.TEXT_PLAIN)
          || registry.isInstanceOf(found, MediaType.TEXT_HTML)
          || registry.isInstanceOf(found, MediaType.APPLICATION_XML);
    }
  }
}
