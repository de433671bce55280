package dev.crow.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.export.v1.ExportFilters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RowFilesTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final ExportFilters NOVEMBER =
      new ExportFilters(
          LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"), null, null, null);
  private static final ExportFilters ALL = new ExportFilters(null, null, null, null, null);
  private static final String PRODUCT =
      """
      {"id":"p1","externalId":"tea-1","name":"Green tea","brand":"Vale","category":"Tea",
       "price":1290,"currency":"EUR","stock":-2,"status":"ACTIVE","origin":"IMPORT",
       "images":["https://shop.example/1.jpg","https://shop.example/2.jpg"],
       "createdAt":"2026-11-02T10:00:00Z","updatedAt":"2026-11-02T10:00:00Z"}
      """;
  private static final String PATTERN =
      """
      {"id":"x","identity":"y","period":"week","periodStart":"2026-11-02","periodEnd":"2026-11-09",
       "kind":"friction","status":"growing","title":"The button breaks","description":"It does.",
       "advice":"Mend it.","products":["tea-1"],"confidence":0.999,"measure":"rage-clicks",
       "subject":"/checkout","direction":"up","statistics":{"support":{"count":12,"of":40,
       "rate":0.3},"baseline":{"rate":0.1},"difference":{"value":0.2,"low":0.1,"high":0.3},
       "effect":0.5,"pValue":0.00000012}}
      """;
  private static final String DAY =
      """
      {"day":"2026-11-02","visitors":80,"sessions":1200,"pageViews":3000,"events":9000,"orders":4,
       "revenue":{"EUR":7140,"JPY":500}}
      """;

  private static byte[] file(Kind kind, Format format, int pdfRows, List<String> rows)
      throws IOException {
    Wanted wanted =
        new Wanted(
            kind,
            format,
            "A report",
            kind == Kind.PRODUCTS ? ALL : NOVEMBER,
            ZoneId.of("Europe/Berlin"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowFile file =
        new RowFiles(JSON, pdfRows, Clock.fixed(NOW, ZoneOffset.UTC)).begin(wanted, out)) {
      for (String row : rows) {
        file.add(JSON.readTree(row));
      }
      file.end();
    }
    return out.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String pdf(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void productsHavePricesAsPeopleWriteThem() throws IOException {
    String csv = text(file(Kind.PRODUCTS, Format.CSV, 0, List.of(PRODUCT)));
    assertThat(csv.lines().toList().get(1))
        .contains("Green tea", "12.90,,EUR,-2", "2026-11-02T11:00:00+01:00")
        .contains("https://shop.example/1.jpg; https://shop.example/2.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1"})
  void noTextBecomesAFormula(String name) throws IOException {
    String row = PRODUCT.replace("Green tea", name);
    String read = JSON.readTree(row).path("name").asString();
    assertThat(text(file(Kind.PRODUCTS, Format.CSV, 0, List.of(row)))).contains("'" + read);
  }

  @Test
  void quotesDelimitersAndLineBreaksStayInTheirCell() throws IOException {
    String row = PRODUCT.replace("Green tea", "a \\\"b\\\", c\\nd");
    assertThat(text(file(Kind.PRODUCTS, Format.CSV, 0, List.of(row))))
        .contains("\"a \"\"b\"\", c\nd\"");
  }

  @Test
  void smallNumbersAreWrittenOut() throws IOException {
    assertThat(text(file(Kind.PATTERNS, Format.CSV, 0, List.of(PATTERN))))
        .contains(",12,40,0.3,0.1,0.2,0.1,0.3,0.5,0.00000012,y");
  }

  @Test
  void jsonIsOneArrayOfTheRowsAsTheyAre() throws IOException {
    assertThat(JSON.readTree(file(Kind.PATTERNS, Format.JSON, 0, List.of(PATTERN, PATTERN))))
        .containsExactly(JSON.readTree(PATTERN), JSON.readTree(PATTERN));
    assertThat(JSON.readTree(file(Kind.PATTERNS, Format.JSON, 0, List.of()))).isEmpty();
  }

  @Test
  void aReportOnPatternsTellsEach() throws IOException {
    assertThat(pdf(file(Kind.PATTERNS, Format.PDF, 10, List.of(PATTERN))))
        .contains("A report", "1 Nov 2026 to 30 Nov 2026", "Growing", "friction")
        .contains("week from Mon 2 Nov 2026 · friction · growing · confidence 99.9 %")
        .contains("The button breaks", "It does.", "Mend it.");
  }

  @Test
  void aReportOnDaysIsATable() throws IOException {
    assertThat(pdf(file(Kind.ANALYTICS, Format.PDF, 10, List.of(DAY))))
        .contains(
            "Revenue in EUR", "Sessions a day", "Mon 2 Nov 2026", "1,200", "71.40 EUR; 500 JPY");
  }

  @Test
  void aReportOnProductsIsATable() throws IOException {
    assertThat(pdf(file(Kind.PRODUCTS, Format.PDF, 10, List.of(PRODUCT))))
        .contains("everything there is", "Categories", "Green tea", "12.90 EUR");
  }

  @Test
  void aReportShowsAsManyRowsAsAnybodyReadsAndSaysSo() throws IOException {
    byte[] bytes = file(Kind.PATTERNS, Format.PDF, 120, Collections.nCopies(300, PATTERN));
    assertThat(pdf(bytes)).contains("The first 120 of 300").contains("page 2").contains("300");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aReportOnNothingSaysSo(Kind kind) throws IOException {
    assertThat(pdf(file(kind, Format.PDF, 10, List.of())))
        .contains("There is nothing in these days.");
  }

  @Test
  void hostileTextIsPrintedAsTextOrNotAtAll() throws IOException {
    String row =
        PATTERN.replace("It does.", "\\u0000\\u202E<script> \\ud83c\\udf75 " + "x".repeat(5_000));
    assertThat(pdf(file(Kind.PATTERNS, Format.PDF, 10, List.of(row)))).contains("<script>", "…");
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 4", "4, 4", "5, 8", "9, 20", "100, 200", "401, 800", "2001, 4000"})
  void axesEndWithARoundNumber(long most, long top) {
    assertThat(DayChart.top(most)).isEqualTo(top);
  }
}
