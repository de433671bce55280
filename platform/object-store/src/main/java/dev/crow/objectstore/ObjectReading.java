package dev.crow.objectstore;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object that is being read. Holds a connection until it is closed; closing it early drops the
 * rest.
 */
public final class ObjectReading implements AutoCloseable {

  private final ObjectInfo info;
  private final InputStream bytes;
  private final Runnable release;

  /**
   * @param info of the whole object, also where only a range is read
   * @param bytes what was asked for
   * @param release drops the connection, whatever is left in it
   */
  public ObjectReading(ObjectInfo info, InputStream bytes, Runnable release) {
    this.info = info;
    this.bytes = bytes;
    this.release = release;
  }

  /** Of the whole object. */
  public ObjectInfo info() {
    return info;
  }

  /** To be read once, by one thread. A connection that breaks is an {@link IOException}. */
  public InputStream bytes() {
    return bytes;
  }

  @Override
  public void close() {
    release.run();
  }
}
