package dev.crow.interaction.erasure;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.relational.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recognizes the erased by keyed hashes: sessions of theirs may still be on their way through the
 * queue, or come back with a restored backup. Checked in the transaction that stores an
 * interaction, it leaves no moment at which one could slip in.
 */
public final class ErasureList {

  private static final String ALGORITHM = "HmacSHA256";

  private final JdbcClient jdbc;
  private final SecretKeySpec key;
  private final Clock clock;

  ErasureList(JdbcClient jdbc, String key, Clock clock) {
    this.jdbc = jdbc;
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /**
   * @param organizationId whose visitor
   * @param visitorId the anonymous or user id the brand's pages gave them
   * @param erasureId the run
   */
  public void addVisitor(String organizationId, String visitorId, String erasureId) {
    add(organizationId, visitor(organizationId, visitorId), erasureId);
  }

  /**
   * @param organizationId all of whose data goes
   * @param erasureId the run
   */
  public void addOrganization(String organizationId, String erasureId) {
    add(organizationId, organization(organizationId), erasureId);
  }

  /**
   * @param organizationId whose session
   * @param context what is known of the visit
   * @return whether nothing of it may be kept
   */
  public boolean covers(String organizationId, SessionContext context) {
    List<String> hashes = new ArrayList<>();
    hashes.add(organization(organizationId));
    addIfPresent(hashes, organizationId, context.anonymousId());
    addIfPresent(hashes, organizationId, context.userId());
    return jdbc.sql(
                "SELECT count(*) FROM erasures WHERE org_id = :org AND subject_hmac IN (:hashes)")
            .param("org", organizationId)
            .param("hashes", hashes)
            .query(Integer.class)
            .single()
        > 0;
  }

  private void addIfPresent(List<String> hashes, String organizationId, @Nullable String id) {
    if (id != null) {
      hashes.add(visitor(organizationId, id));
    }
  }

  private void add(String organizationId, String hash, String erasureId) {
    jdbc.sql(
            """
            INSERT INTO erasures (org_id, subject_hmac, erasure_id, created_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(organizationId, hash, erasureId, Timestamps.format(clock.instant()))
        .update();
  }

  private String visitor(String organizationId, String id) {
    return hash("visitor\0" + organizationId + "\0" + id);
  }

  private String organization(String organizationId) {
    return hash("organization\0" + organizationId);
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }
}
