package dev.crow.organization.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a log from its beginning and says where it first is not what was written. */
final class AuditVerification {

  private final AuditRows rows;
  private final AuditChain chain;

  AuditVerification(AuditRows rows, AuditChain chain) {
    this.rows = rows;
    this.chain = chain;
  }

  /**
   * @param anchor what was put down outside the database, or null if nothing was
   */
  Finding verify(String organizationId, @Nullable AuditHead anchor) {
    // Before the entries: what is appended meanwhile makes the log longer than the head, not
    // shorter.
    AuditHead head = rows.head(organizationId);
    try {
      return rows.inOrder(organizationId, entries -> verify(entries, head, anchor));
    } catch (DateTimeParseException e) {
      return Finding.broken(0, 0, "A time is none.");
    }
  }

  private Finding verify(Stream<AuditEntry> entries, AuditHead head, @Nullable AuditHead anchor) {
    long seq = 0;
    String before = AuditChain.START;
    for (Iterator<AuditEntry> each = entries.iterator(); each.hasNext(); ) {
      AuditEntry entry = each.next();
      if (entry.seq() != seq + 1) {
        return Finding.broken(seq + 1, seq, "The entry is missing.");
      }
      if (!entry.prevHash().equals(before)) {
        return Finding.broken(entry.seq(), seq, "The entry does not follow the one before it.");
      }
      if (!chain.matches(entry)) {
        return Finding.broken(entry.seq(), seq, "The entry was changed.");
      }
      if (differs(entry, head) || (anchor != null && differs(entry, anchor))) {
        return Finding.broken(entry.seq(), seq, "The entry is not the one that was put down here.");
      }
      seq = entry.seq();
      before = entry.hash();
    }
    long end = anchor == null ? head.seq() : Math.max(head.seq(), anchor.seq());
    return seq < end
        ? Finding.broken(seq + 1, seq, "The end of the log is missing.")
        : Finding.intact(seq);
  }

  private static boolean differs(AuditEntry entry, AuditHead put) {
    return entry.seq() == put.seq() && !entry.hash().equals(put.hash());
  }

  /**
   * What was found.
   *
   * @param intact whether every entry is as it was written
   * @param entries how many good entries were read
   * @param firstBroken place of the first that is not good
   * @param reason what is wrong with it
   */
  @Schema(name = "AuditVerification")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Finding(
      boolean intact, long entries, @Nullable Long firstBroken, @Nullable String reason) {

    static Finding intact(long entries) {
      return new Finding(true, entries, null, null);
    }

    static Finding broken(long seq, long good, String reason) {
      return new Finding(false, good, seq, reason);
    }
  }
}
