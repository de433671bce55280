package dev.crow.organization.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every row of {@code bad-input/documents.yml}. */
class BadDocumentsTests {

  private static final int MOST_TEXT = 2_000_000;
  private static final String CANARY = "canary-4711";

  @TempDir Path folder;

  static Stream<Named<Map<String, Object>>> rows() throws IOException {
    try (InputStream file =
        BadDocumentsTests.class.getResourceAsStream("/bad-input/documents.yml")) {
      List<Map<String, Object>> rows = new Yaml().load(file);
      return rows.stream().map(row -> Named.of(row.get("id") + " " + row.get("title"), row));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  @SuppressWarnings("unchecked") // a file of ours
  void isRefusedByName(Map<String, Object> row) throws IOException {
    byte[] bytes = DocumentFixtures.made((Map<String, Object>) DocumentFixtures.value(row, "make"));
    Reading reading =
        read(bytes, DocumentType.valueOf(DocumentFixtures.value(row, "type").toString()));
    assertThat(reading.problem()).isEqualTo(row.get("problem"));
    assertThat(reading.detail()).isNotBlank().endsWith(".");
    assertThat(reading.blocks()).isEmpty();
  }

  @Test
  void neverReadsAnotherFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), CANARY);
    String xml =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri())
            + "<office:document-content"
            + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>"
            + "<office:text><text:p>before &e; after</text:p></office:text></office:body>"
            + "</office:document-content>";
    byte[] document =
        DocumentFixtures.zip(Map.of("mimetype", DocumentType.ODT.mediaType(), "content.xml", xml));
    assertThat(Objects.toString(read(document, DocumentType.ODT))).doesNotContain(CANARY);
  }

  @Test
  void leavesOutWhatWouldSteerAReader() throws IOException {
    String text = "left\u202Eright zero\u200Bwidth \uE000private";
    Reading reading =
        read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), DocumentType.MARKDOWN);
    assertThat(reading.blocks())
        .extracting(Block::text)
        .containsExactly("leftright zerowidth private");
  }

  private Reading read(byte[] bytes, DocumentType type) throws IOException {
    return ExtractorProcess.read(Files.write(folder.resolve("document"), bytes), type, MOST_TEXT);
  }
}
