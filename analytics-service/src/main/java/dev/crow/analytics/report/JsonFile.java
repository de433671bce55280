package dev.crow.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One array with a line for each row, as the API shows it. */
final class JsonFile implements RowFile {

  private final JsonMapper json;
  private final OutputStream out;
  private boolean begun;

  JsonFile(JsonMapper json, OutputStream out) {
    this.json = json;
    this.out = out;
  }

  @Override
  public void add(JsonNode row) throws IOException {
    write(begun ? ",\n" : "[\n");
    begun = true;
    out.write(json.writeValueAsBytes(row));
  }

  @Override
  public void end() throws IOException {
    write(begun ? "\n]\n" : "[]\n");
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    // The stream is its owner's.
  }
}
