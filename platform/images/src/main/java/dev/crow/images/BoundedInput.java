package dev.crow.images;

import java.io.IOException;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory for a decoder that may be led astray by it: whoever keeps reading behind its
 * end, or for too long, is stopped. A few dozen forged bytes can otherwise keep a decoder busy for
 * minutes that takes the end of a file for zeros.
 */
final class BoundedInput extends ImageInputStreamImpl {

  /** Decoders look ahead by a few words. */
  private static final int READS_BEHIND_THE_END = 256;

  private final byte[] file;
  private final long deadline;
  private int behindTheEnd;

  BoundedInput(byte[] file, Duration atMost) {
    this.file = file;
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    if (isOver()) {
      return -1;
    }
    return file[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (isOver()) {
      return -1;
    }
    int read = (int) Math.min(length, file.length - streamPos);
    System.arraycopy(file, (int) streamPos, into, offset, read);
    streamPos += read;
    return read;
  }

  private boolean isOver() throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new IOException("The file takes too long to decode");
    }
    if (streamPos < file.length) {
      return false;
    }
    if (++behindTheEnd > READS_BEHIND_THE_END) {
      throw new IOException("The file ends before its image does");
    }
    return true;
  }

  @Override
  public long length() {
    return file.length;
  }
}
