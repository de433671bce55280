package dev.crow.webingest.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.webingest.rules.OrganizationRules.Violation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that broke its schema.
 *
 * @param id of the letter
 * @param event name the schema goes by
 * @param schemaVersion by which it was judged
 * @param violations how it breaks it
 * @param receivedAt when it came
 * @param receiptId with which request
 * @param sessionId of its session
 * @param context what was known of the visit, or null
 * @param content the event as it would have been stored
 */
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetter(
    String id,
    String event,
    int schemaVersion,
    List<Violation> violations,
    Instant receivedAt,
    String receiptId,
    String sessionId,
    @Nullable SessionContext context,
    WebEvent content) {}
