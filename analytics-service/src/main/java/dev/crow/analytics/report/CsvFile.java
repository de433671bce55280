package dev.crow.analytics.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A table after RFC 4180. It begins with a byte order mark, without which the commonest spreadsheet
 * takes UTF-8 for something else.
 */
final class CsvFile implements RowFile {

  private static final char MARK = '\uFEFF';

  private final List<Column> columns;
  private final ZoneId zone;
  private final Writer text;
  private final CsvWriter csv;

  CsvFile(List<Column> columns, ZoneId zone, OutputStream out) throws IOException {
    this.columns = columns;
    this.zone = zone;
    this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    text.write(MARK);
    csv.writeRecord(columns.stream().map(Column::name).toList());
  }

  @Override
  public void add(JsonNode row) {
    csv.writeRecord(columns.stream().map(column -> column.cell(row, zone)).toList());
  }

  @Override
  public void end() throws IOException {
    csv.flush();
    text.flush();
  }

  @Override
  public void close() {
    // The stream is its owner's.
  }
}
