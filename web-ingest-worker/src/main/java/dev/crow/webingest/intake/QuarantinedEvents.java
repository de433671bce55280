package dev.crow.webingest.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.webingest.rules.OrganizationRules.Breach;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request that broke their schemas, whole, so that they can be taken after all.
 *
 * @param organizationId whose
 * @param sessionId of which session
 * @param receiptId the request's receipt
 * @param receivedAt when the request came
 * @param context what is known of the visit, or null
 * @param events each with how it breaks its schema
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantinedEvents(
    String organizationId,
    String sessionId,
    String receiptId,
    Instant receivedAt,
    @Nullable SessionContext context,
    List<Letter> events) {

  /**
   * @param event as it would have been stored
   * @param breach how it breaks its schema
   */
  public record Letter(WebEvent event, Breach breach) {}
}
