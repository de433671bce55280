package dev.crow.organization.audit;

import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts each log's end down outside the database once a day, as {@code
 * audit/{organization}/{day}.json}. Whoever shortens the log would have to change these objects
 * too, which a bucket with an object lock refuses.
 */
final class Anchors {

  private static final String AREA = "audit";
  private static final String PURPOSE = "audit-anchor";

  private final AuditRows rows;
  private final AuditChain chain;
  private final ObjectStore objects;
  private final JsonMapper json;
  private final Clock clock;

  Anchors(AuditRows rows, AuditChain chain, ObjectStore objects, JsonMapper json, Clock clock) {
    this.rows = rows;
    this.chain = chain;
    this.objects = objects;
    this.json = json;
    this.clock = clock;
  }

  /** Anchors every log that grew since its last anchor and has none of today. */
  void put() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (AuditHead head : rows.heads()) {
      String organization = head.organizationId();
      if (!rows.isAnchored(organization, today.toString())
          && rows.anchoredSeq(organization) < head.seq()) {
        // Two instances may both put one; either is true. Noted last, so a crash repeats it.
        put(head, today);
        rows.noteAnchor(head, today.toString());
      }
    }
  }

  private void put(AuditHead head, LocalDate day) {
    Anchor anchor =
        new Anchor(
            head.organizationId(), day.toString(), head.seq(), head.hash(), signature(head, day));
    objects.put(
        ObjectKey.of(AREA, head.organizationId(), day + ".json"),
        new ObjectContent(json.writeValueAsBytes(anchor), "application/json", Map.of()));
  }

  /** The newest anchor that is ours; null if there is none. */
  @Nullable AuditHead newest(String organizationId) {
    ObjectPrefix prefix = ObjectPrefix.of(AREA, organizationId);
    AuditHead newest = null;
    ObjectKey after = null;
    while (true) {
      ObjectPage page = objects.list(prefix, after, ObjectStore.LONGEST_PAGE);
      if (!page.objects().isEmpty()) {
        after = page.objects().getLast().key();
        newest =
            objects.get(after).map(found -> read(organizationId, found.content())).orElse(null);
      }
      if (!page.more()) {
        return newest;
      }
    }
  }

  private @Nullable AuditHead read(String organizationId, ObjectContent content) {
    try {
      Anchor anchor = json.readValue(content.bytes(), Anchor.class);
      AuditHead head = new AuditHead(organizationId, anchor.seq(), anchor.hash());
      boolean ours =
          AuditChain.equal(signature(head, LocalDate.parse(anchor.day())), anchor.signature());
      // A forged anchor stands for an entry that cannot exist, so the log counts as broken.
      return ours ? head : new AuditHead(organizationId, Long.MAX_VALUE, "");
    } catch (JacksonException e) {
      return new AuditHead(organizationId, Long.MAX_VALUE, "");
    }
  }

  private String signature(AuditHead head, LocalDate day) {
    return chain.sign(
        PURPOSE,
        String.join("|", head.organizationId(), day.toString(), "" + head.seq(), head.hash()));
  }

  /** The object's content. */
  record Anchor(String organizationId, String day, long seq, String hash, String signature) {}
}
