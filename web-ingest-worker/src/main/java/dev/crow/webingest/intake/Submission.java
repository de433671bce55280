package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.SessionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, understood: whatever dialect it came in, this is what the intake takes.
 *
 * @param sessionId valid
 * @param context what is known of the visit, or null
 * @param idleTimeoutSeconds a shorter gap asked for, or null
 * @param agents what the visitor's browser calls itself, as far as it was told; hostile text
 * @param verdicts one for each event, in the sender's order
 * @param ends whether the session is over
 */
record Submission(
    String sessionId,
    @Nullable SessionContext context,
    @Nullable Integer idleTimeoutSeconds,
    List<String> agents,
    List<Verdict> verdicts,
    boolean ends) {}
