package dev.crow.gateway.forward;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;

/**
 * Lets a body be read before it is forwarded. What was read is held until then: never more than the
 * largest body, and of a limited number of requests at a time.
 */
public final class HeldBody {

  private static final String ATTRIBUTE = HeldBody.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Duration timeout;
  private final DataSize maxBody;
  private final Semaphore readers;

  /**
   * @param timeout as for forwarding
   * @param maxBody most bytes to hold of one request
   * @param atOnce most requests whose bodies are being read
   */
  public HeldBody(Duration timeout, DataSize maxBody, int atOnce) {
    this.timeout = timeout;
    this.maxBody = maxBody;
    this.readers = new Semaphore(atOnce);
  }

  /** Most bytes to hold of one request. */
  public long limit() {
    return maxBody.toBytes();
  }

  /**
   * @param request whose body nobody has read yet
   * @param reader reads as much as it needs
   * @return what the reader found
   * @throws ApiException of the reader; or if the body is too large or does not arrive, or too many
   *     are being read
   */
  public <T> T read(HttpServletRequest request, Reader<T> reader) {
    if (!readers.tryAcquire()) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Too many requests with a key in their body are arriving at once.",
          RETRY_AFTER,
          null);
    }
    try {
      ByteArrayOutputStream held = new ByteArrayOutputStream();
      T found =
          reader.read(
              new Recorded(new ClientBody(request.getInputStream(), timeout), held, limit()));
      request.setAttribute(ATTRIBUTE, held.toByteArray());
      return found;
    } catch (ClientBody.Failed e) {
      throw Forwarding.bodyFailed(e);
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The body ended before its end.");
    } finally {
      readers.release();
    }
  }

  /** The whole body, whether its beginning was read or not. */
  static InputStream of(HttpServletRequest request) throws IOException {
    InputStream rest = request.getInputStream();
    return request.getAttribute(ATTRIBUTE) instanceof byte[] held
        ? new SequenceInputStream(new ByteArrayInputStream(held), rest)
        : rest;
  }

  /**
   * Looks at a body.
   *
   * @param <T> what it looks for
   */
  @FunctionalInterface
  public interface Reader<T> {

    /**
     * @param body from its beginning
     */
    T read(InputStream body) throws IOException;
  }

  private static final class Recorded extends FilterInputStream {

    private final ByteArrayOutputStream held;
    private final long atMost;

    Recorded(InputStream body, ByteArrayOutputStream held, long atMost) {
      super(body);
      this.held = held;
      this.atMost = atMost;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        held.write(bytes, offset, count);
      }
      if (held.size() > atMost) {
        throw new ApiException(
            ErrorCode.PAYLOAD_TOO_LARGE, "A body may have at most " + atMost + " bytes.");
      }
      return count;
    }

    /** The rest is still to be forwarded. */
    @Override
    public void close() {}
  }
}
