package dev.crow.contracts.export.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a kind are exported; null is any. A kind leaves alone what it does not know.
 *
 * @param from first day, by the export's time zone
 * @param to last day
 * @param source channel, such as {@code web}
 * @param productId product involved
 * @param period of patterns: {@code day}, {@code week}, {@code month}, {@code year} or {@code
 *     all_time}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportFilters(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String source,
    @Nullable String productId,
    @Nullable String period) {}
