package dev.crow.product.importing;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused when it turns out to be too long. */
final class Limited extends FilterInputStream {

  private final long most;
  private long read;

  Limited(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = super.read(bytes, offset, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int more) {
    read += more;
    if (read > most) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "A file may have at most " + most + " bytes.");
    }
  }

  long count() {
    return read;
  }
}
