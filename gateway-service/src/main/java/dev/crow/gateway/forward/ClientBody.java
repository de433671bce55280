package dev.crow.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The client's body on its way through. Tells the client's failures from the service's, and ends
 * bodies that trickle in for ever.
 */
final class ClientBody extends InputStream {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Bytes that buy a large body one more second. */
  private static final long BYTES_PER_SECOND = 32 * 1024;

  private final InputStream body;
  private long deadline;

  ClientBody(InputStream body, Duration timeout) {
    this.body = body;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new Failed(true, null);
    }
    try {
      int count = body.read(bytes, offset, length);
      deadline += Math.max(0, count) * NANOS_PER_SECOND / BYTES_PER_SECOND;
      return count;
    } catch (SocketTimeoutException e) {
      throw new Failed(true, e);
    } catch (IOException e) {
      throw new Failed(false, e);
    }
  }

  /** The client did not send what it had announced. */
  static final class Failed extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tooSlow;

    Failed(boolean tooSlow, @org.jspecify.annotations.Nullable IOException cause) {
      super("The client's body failed", cause);
      this.tooSlow = tooSlow;
    }

    boolean tooSlow() {
      return tooSlow;
    }
  }
}
