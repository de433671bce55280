package dev.crow.analytics.trends;

import dev.crow.contracts.Permissions;
import dev.crow.relational.Timestamps;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sessions that were counted. */
@RestController
@RequestMapping("/api/v1/analytics/sessions")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class SessionController {

  private static final int MOST = 100;
  private static final int FURTHEST = 100_000;

  private final JdbcClient jdbc;

  SessionController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping
  @Operation(summary = "The sessions that were counted, newest first")
  Sessions sessions(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit,
      @Parameter(description = "0 to 100000") @RequestParam(defaultValue = "0") int offset) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
    if (offset < 0 || offset > FURTHEST) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "offset is from 0 to 100000.")
          .field("offset");
    }
    return new Sessions(
        jdbc.sql(
                """
                SELECT body ->> 'sessionId' AS session_id, events, started_at, ended_at
                FROM visits WHERE org_id = ? AND kind = 'session'
                ORDER BY started_at DESC, visitor DESC LIMIT ? OFFSET ?
                """)
            .params(caller.organizationId(), limit, offset)
            .query(
                (row, _) ->
                    new SessionView(
                        row.getString("session_id"),
                        row.getInt("events"),
                        Timestamps.parse(row.getString("started_at")),
                        Timestamps.parse(row.getString("ended_at"))))
            .list(),
        jdbc.sql("SELECT count(*) FROM visits WHERE org_id = ? AND kind = 'session'")
            .param(caller.organizationId())
            .query(Long.class)
            .single());
  }

  /**
   * @param sessions newest first
   * @param total how many there are
   */
  record Sessions(List<SessionView> sessions, long total) {}

  /** A session, or one run of it. */
  record SessionView(String sessionId, int eventCount, Instant firstSeen, Instant lastSeen) {}
}
