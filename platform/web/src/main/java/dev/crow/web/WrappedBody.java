package dev.crow.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * Bodies that scripts in pages wrap so that browsers send them unasked: gzip that no header tells
 * of, and a form whose one field {@code data} holds Base64. Everything is unwrapped as it is read;
 * whoever reads sets the limits.
 */
public final class WrappedBody {

  private static final byte[] FIELD = {'d', 'a', 't', 'a', '='};
  private static final int CHUNK = 8 * 1024;

  private WrappedBody() {}

  /**
   * @param body as sent; gzip is known by its first bytes
   * @param form whether it is said to be a form
   * @return what is inside
   * @throws IOException if the wrapping is not what it seems, now or while reading; a {@link
   *     java.util.zip.ZipException} where gzip is damaged
   */
  public static InputStream open(InputStream body, boolean form) throws IOException {
    InputStream plain = inflated(body);
    if (!form) {
      return plain;
    }
    byte[] field = plain.readNBytes(FIELD.length);
    if (!java.util.Arrays.equals(field, FIELD)) {
      throw new IOException("The form has no field of the name data");
    }
    return inflated(Base64.getMimeDecoder().wrap(new FieldValue(plain)));
  }

  private static InputStream inflated(InputStream body) throws IOException {
    PushbackInputStream start = new PushbackInputStream(body, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(start, CHUNK) : start;
  }

  /** The bytes of a form's value up to the next field. */
  private static final class FieldValue extends InputStream {

    private final InputStream form;
    private boolean ended;

    FieldValue(InputStream form) {
      this.form = form;
    }

    @Override
    public int read() throws IOException {
      int c = ended ? -1 : form.read();
      return switch (c) {
        case '&' -> {
          ended = true;
          yield -1;
        }
        // A careless sender leaves the plus signs of Base64 as they are.
        case ' ' -> '+';
        case '%' -> 16 * digit(form.read()) + digit(form.read());
        default -> c;
      };
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int c = read();
        if (c < 0) {
          break;
        }
        bytes[offset + count++] = (byte) c;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    private static int digit(int c) throws IOException {
      int digit = Character.digit(c, 16);
      if (digit < 0) {
        throw new IOException("A percent sign is not followed by two digits");
      }
      return digit;
    }
  }
}
