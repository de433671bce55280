package dev.crow.product.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.crow.product.job.JobFailure;
import dev.crow.product.job.JobProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Products of a CSV file (RFC 4180), whose first line names its columns. Lines of one product that
 * follow each other are its variants.
 */
final class CsvRows implements RowSource {

  private static final int LOOK_AHEAD = 64 * 1024;

  private final Iterator<CsvRecord> lines;
  private final Header header;
  private final CsvLine line;
  private @Nullable ImportRow ahead;

  CsvRows(Reader file, @Nullable String currency, JsonMapper json) {
    BufferedReader text = new BufferedReader(file, LOOK_AHEAD);
    this.lines =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(text)
            .iterator();
    this.header =
        Header.of(
            nextLine()
                .orElseThrow(() -> new JobFailure("empty-file", "The file is empty."))
                .getFields());
    this.line = new CsvLine(header, currency, json);
  }

  /** Spreadsheets write what their country uses. */
  private static char separator(BufferedReader text) {
    try {
      text.mark(LOOK_AHEAD);
      char[] start = new char[LOOK_AHEAD / 2];
      int read = Math.max(0, text.read(start));
      text.reset();
      String first = new String(start, 0, read).split("[\\r\\n]", -1)[0];
      char best = ',';
      for (char candidate : new char[] {';', '\t'}) {
        if (count(first, candidate) > count(first, best)) {
          best = candidate;
        }
      }
      return best;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  @Override
  public List<JobProblem> remarks() {
    return header.unknown().stream()
        .map(
            place ->
                new JobProblem(
                    1,
                    "column " + (place + 1),
                    "unknown-column",
                    "The column is not known, and left out."))
        .toList();
  }

  @Override
  public Optional<ImportRow> next() {
    ImportRow row = ahead == null ? read().orElse(null) : ahead;
    ahead = null;
    if (row == null) {
      return Optional.empty();
    }
    Optional<ImportRow> following = read();
    while (following.isPresent() && isVariantOf(row, following.get())) {
      row = together(row, following.get());
      following = read();
    }
    ahead = following.orElse(null);
    return Optional.of(row);
  }

  private static boolean isVariantOf(ImportRow row, ImportRow next) {
    return !row.externalId().isEmpty()
        && row.externalId().equals(next.externalId())
        && next.patch().has("variants");
  }

  private static ImportRow together(ImportRow row, ImportRow next) {
    ArrayNode variants = row.patch().withArray("variants");
    next.patch().withArray("variants").forEach(variants::add);
    List<JobProblem> problems = new ArrayList<>(row.problems());
    problems.addAll(next.problems());
    return new ImportRow(row.line(), row.externalId(), row.patch(), row.category(), problems);
  }

  private Optional<ImportRow> read() {
    return nextLine().map(cells -> line.read(cells.getStartingLineNumber(), cells.getFields()));
  }

  private Optional<CsvRecord> nextLine() {
    try {
      return lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
    } catch (CsvParseException e) {
      throw new JobFailure(
          "malformed-csv", "The file is no proper CSV: check quotes and the length of cells.");
    }
  }
}
