package dev.crow.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A client's body as the HTTP client sends it on. The other headers were copied already. */
final class StreamedBody extends AbstractHttpEntity {

  /** What Tomcat reads from a socket at once; the client passes as much on without a copy. */
  private static final int BUFFER_BYTES = 8192;

  private final InputStream body;
  private final long length;

  /**
   * @param length negative if it is not known
   */
  StreamedBody(InputStream body, long length) {
    super((String) null, null, length < 0);
    this.body = body;
    this.length = length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[length < 0 ? BUFFER_BYTES : Math.clamp(length, 1, BUFFER_BYTES)];
    long left = length < 0 ? Long.MAX_VALUE : length;
    while (left > 0) {
      int count = body.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        return;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }

  @Override
  public InputStream getContent() {
    return body;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  /** The body belongs to the client's request, whose server reads what is left of it. */
  @Override
  public void close() {}
}
