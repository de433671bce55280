package dev.crow.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a body, unpacked, as far as it may be read. */
final class BoundedBody {

  private static final int CHUNK = 16 * 1024;

  private BoundedBody() {}

  /**
   * @param encoding the {@code Content-Encoding}; one layer of gzip at most is unpacked
   * @param most bytes after unpacking
   * @param cutting whether more is cut off instead of refused
   */
  static byte[] read(InputStream body, @Nullable String encoding, long most, boolean cutting)
      throws IOException {
    String coding = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "identity", "" -> read(body, most, cutting, FetchRefusal.FETCH_LIMIT);
      case "gzip", "x-gzip" -> unpack(body, most, cutting);
      // Nobody asked for anything else; layers upon layers are what bombs are made of.
      default -> throw new FetchException(FetchRefusal.DECOMPRESSED_TOO_LARGE);
    };
  }

  private static byte[] unpack(InputStream body, long most, boolean cutting) throws IOException {
    try (GZIPInputStream unpacked = new GZIPInputStream(body, CHUNK)) {
      return read(unpacked, most, cutting, FetchRefusal.DECOMPRESSED_TOO_LARGE);
    } catch (ZipException e) {
      throw new FetchException(FetchRefusal.BAD_RESPONSE, e);
    }
  }

  private static byte[] read(InputStream in, long most, boolean cutting, FetchRefusal refusal)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (true) {
      int wanted = (int) Math.min(CHUNK, most + 1 - bytes.size());
      int count = in.read(chunk, 0, wanted);
      if (count < 0) {
        return bytes.toByteArray();
      }
      bytes.write(chunk, 0, count);
      if (bytes.size() > most) {
        if (!cutting) {
          throw new FetchException(refusal);
        }
        return Arrays.copyOf(bytes.toByteArray(), Math.toIntExact(most));
      }
    }
  }
}
