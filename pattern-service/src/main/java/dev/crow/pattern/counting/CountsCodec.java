package dev.crow.pattern.counting;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Counts as text for a column: JSON, compressed, in base64, because some databases limit rows. */
public final class CountsCodec {

  private final JsonMapper json;

  /**
   * @param json any
   */
  public CountsCodec(JsonMapper json) {
    this.json = json;
  }

  /**
   * @param counts of a period
   * @return the same text for equal counts
   */
  public String write(Counts counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      json.writeValue(zip, counts.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * @param text made by {@link #write}
   * @return the counts
   */
  public Counts read(String text) {
    try (GZIPInputStream zip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return Counts.of(json.readValue(zip, Counts.Body.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
