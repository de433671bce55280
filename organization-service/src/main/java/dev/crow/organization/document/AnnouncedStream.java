package dev.crow.organization.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of which there are exactly as many as were announced, or an exception. */
final class AnnouncedStream extends FilterInputStream {

  private final long announced;
  private long read;

  AnnouncedStream(InputStream in, long announced) {
    super(in);
    this.announced = announced;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? -1 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int some = super.read(bytes, offset, length);
    count(some);
    return some;
  }

  private void count(int bytes) throws OtherSizeException {
    read += Math.max(bytes, 0);
    if (read > announced || (bytes < 0 && read < announced)) {
      throw new OtherSizeException();
    }
  }

  /** There were more bytes, or fewer. */
  static final class OtherSizeException extends IOException {

    private static final long serialVersionUID = 1L;

    OtherSizeException() {
      super("The file has another size than was announced");
    }
  }
}
