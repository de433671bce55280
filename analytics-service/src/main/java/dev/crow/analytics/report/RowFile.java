package dev.crow.analytics.report;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** A file that grows row by row. */
public interface RowFile extends AutoCloseable {

  /**
   * @param row as its service shows it
   * @throws IOException if it cannot be written
   */
  void add(JsonNode row) throws IOException;

  /**
   * After the last row: without it the file is not whole.
   *
   * @throws IOException if it cannot be written
   */
  void end() throws IOException;

  /** Lets go of what is held, whether the file is whole or not. */
  @Override
  void close() throws IOException;
}
