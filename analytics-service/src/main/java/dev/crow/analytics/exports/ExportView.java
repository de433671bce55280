package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import dev.crow.analytics.report.Wanted;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An export as clients see it.
 *
 * @param status pending, running, ready, failed, cancelled or expired
 * @param step collecting, rendering or done
 * @param rows brought together so far
 * @param expected how many there will be; absent while that is not known
 * @param problem why it failed or went
 * @param fileName what the file is called
 * @param size of the file in bytes
 * @param scheduleId which schedule asked for it
 * @param expiresAt when the file goes
 * @param download where the file is; only of a single export that is ready
 */
@Schema(name = "Export")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportView(
    String id,
    State status,
    Step step,
    Kind kind,
    Format format,
    String name,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String timeZone,
    @Nullable String source,
    @Nullable String productId,
    @Nullable String period,
    long rows,
    @Nullable Long expected,
    @Nullable String problem,
    @Nullable String fileName,
    @Nullable Long size,
    String createdBy,
    @Nullable String scheduleId,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant expiresAt,
    @Nullable Download download) {

  /**
   * @param url gives the file to whoever has it
   * @param expiresAt until then
   */
  record Download(URI url, Instant expiresAt) {}

  static ExportView of(Export export) {
    return of(export, null);
  }

  static ExportView of(Export export, @Nullable Download download) {
    Wanted wanted = export.wanted();
    return new ExportView(
        export.id(),
        export.state(),
        export.step(),
        wanted.kind(),
        wanted.format(),
        wanted.name(),
        wanted.filters().from(),
        wanted.filters().to(),
        wanted.zone().getId(),
        wanted.filters().source(),
        wanted.filters().productId(),
        wanted.filters().period(),
        export.rows(),
        export.expected(),
        export.problem(),
        export.fileName(),
        export.size(),
        export.createdBy(),
        export.scheduleId(),
        export.createdAt(),
        export.startedAt(),
        export.finishedAt(),
        export.expiresAt(),
        download);
  }
}
