package dev.crow.organization.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Reading in a process of its own. */
class TextExtractorTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  private TextExtractor extractor(Duration timeout, int megabytes) {
    return new TextExtractor(
        new ExtractionProperties(timeout, DataSize.ofMegabytes(megabytes), 2_000_000),
        JsonMapper.shared());
  }

  private List<Block> read(byte[] bytes, DocumentType type)
      throws IOException, InterruptedException {
    return extractor(LONG, 256).extract(Files.write(folder.resolve("document"), bytes), type);
  }

  @Test
  void readsThePagesOfAPdf() throws Exception {
    assertThat(
            read(
                DocumentFixtures.pdf(null, "Returns take 30 days", "Shipping is free"),
                DocumentType.PDF))
        .containsExactly(
            new Block(0, 1, "Returns take 30 days"), new Block(0, 2, "Shipping is free"));
  }

  @Test
  void readsTheHeadingsOfWord() throws Exception {
    assertThat(
            read(
                DocumentFixtures.docx("# Returns", "You have 30 days.", "# Shipping", "Free."),
                DocumentType.DOCX))
        .extracting(Block::text)
        .containsExactly("Returns", "You have 30 days.", "Shipping", "Free.");
  }

  @Test
  void readsARowOfASheetAsOneLine() throws Exception {
    assertThat(read(DocumentFixtures.xlsx("Sencha", "12.90", "Japan"), DocumentType.XLSX))
        .extracting(Block::text)
        .contains("Sencha | 12.90 | Japan");
  }

  @Test
  void readsHtmlWithoutItsScripts() throws Exception {
    String page =
        "<html><head><title>x</title></head><body><h1>Returns</h1><script>steal()</script>"
            + "<div>You have <b>30</b> days.</div><div>Really.</div><ul><li>Unused</li><li>In its box</li></ul></body>";
    assertThat(read(page.getBytes(StandardCharsets.UTF_8), DocumentType.HTML))
        .containsExactly(
            new Block(1, 0, "Returns"),
            new Block(0, 0, "You have 30 days."),
            new Block(0, 0, "Really."),
            new Block(0, 0, "Unused"),
            new Block(0, 0, "In its box"));
  }

  @Test
  void readsMarkdownInAnyEncoding() throws Exception {
    String text = "# Rückgabe\n\nInnerhalb von\n30 Tagen.\n\n```\n# no heading\n```\n- Unbenutzt\n";
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      assertThat(read(text.getBytes(charset), DocumentType.MARKDOWN))
          .containsExactly(
              new Block(1, 0, "Rückgabe"),
              new Block(0, 0, "Innerhalb von 30 Tagen."),
              new Block(0, 0, "# no heading"),
              new Block(0, 0, "- Unbenutzt"));
    }
  }

  @Test
  void readsRtf() throws Exception {
    String rtf = "{\\rtf1\\ansi Returns take 30 days.\\par Shipping is free.\\par}";
    assertThat(read(rtf.getBytes(StandardCharsets.US_ASCII), DocumentType.RTF))
        .extracting(Block::text)
        .containsExactly("Returns take 30 days.", "Shipping is free.");
  }

  @Test
  void readsOpenDocumentText() throws Exception {
    String content =
        "<office:document-content"
            + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>"
            + "<office:text><text:h text:outline-level=\"1\">Returns</text:h>"
            + "<text:p>You have 30 days.</text:p></office:text></office:body>"
            + "</office:document-content>";
    assertThat(
            read(
                DocumentFixtures.zip(
                    Map.of("mimetype", DocumentType.ODT.mediaType(), "content.xml", content)),
                DocumentType.ODT))
        .extracting(Block::text)
        .containsExactly("Returns", "You have 30 days.");
  }

  @Test
  void givesUpWhatTakesTooLong() throws Exception {
    Path file = Files.writeString(folder.resolve("document"), "words");
    assertThatThrownBy(() -> extractor(Duration.ofMillis(1), 256).extract(file, DocumentType.TEXT))
        .isInstanceOfSatisfying(
            DocumentRefusedException.class,
            refusal -> assertThat(refusal.problem()).isEqualTo("too-slow"));
  }

  @Test
  void givesUpWhatTakesTooMuchMemory() throws Exception {
    Path file = Files.writeString(folder.resolve("document"), "<p>words</p>".repeat(500_000));
    assertThatThrownBy(() -> extractor(LONG, 24).extract(file, DocumentType.HTML))
        .isInstanceOfSatisfying(
            DocumentRefusedException.class,
            refusal -> assertThat(refusal.problem()).isEqualTo("too-costly"));
  }
}
