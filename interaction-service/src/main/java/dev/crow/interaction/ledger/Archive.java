package dev.crow.interaction.ledger;

import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Old interactions, rolled from rows into files by year. The database is the commit point of every
 * step: a file counts from the moment its segment is live, so a crash leaves a stray file at most,
 * which {@link #sweep} removes. Whoever changes the archive holds the organization's lease.
 */
public final class Archive {

  /** Interactions in a file: small enough that a page of a list reads one or two quickly. */
  private static final int SEGMENT = 500;

  private final InteractionStore store;
  private final ArchiveRows rows;
  private final ArchiveFiles files;
  private final DayCounts days;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  Archive(
      InteractionStore store,
      ArchiveRows rows,
      ArchiveFiles files,
      DayCounts days,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.files = files;
    this.days = days;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Rolls the oldest interactions, those of one year at most, into one file.
   *
   * @param organizationId whose
   * @param before only those that began earlier
   * @return how many; 0 if none are left
   */
  public int roll(String organizationId, Instant before) {
    List<Interaction> oldest = store.oldest(organizationId, before, SEGMENT);
    if (oldest.isEmpty()) {
      return 0;
    }
    int year = year(oldest.getFirst());
    List<Interaction> moved = oldest.stream().filter(i -> year(i) == year).toList();
    ArchiveSegment segment = new ArchiveSegment(UuidV7.next(), organizationId, year);
    write(segment, moved);
    commit(segment, () -> rows.move(segment, moved));
    return moved.size();
  }

  /**
   * Forgets a visitor's archived interactions.
   *
   * @param organizationId whose
   * @param visitorId which visitor
   * @param gone gets those forgotten, before they go
   * @return how many
   */
  public long forget(String organizationId, String visitorId, Consumer<List<Interaction>> gone) {
    long count = 0;
    for (ArchiveSegment segment : rows.segments(organizationId)) {
      count += rewrite(segment, i -> isOf(i, visitorId), false, gone);
    }
    return count;
  }

  /**
   * Forgets archived interactions whose retention is over; their day counts stay.
   *
   * @param organizationId whose
   * @param before those that began earlier
   * @param gone gets those forgotten, before they go
   * @return how many
   */
  public long prune(String organizationId, Instant before, Consumer<List<Interaction>> gone) {
    long count = 0;
    for (ArchiveSegment segment : rows.outdated(organizationId, before)) {
      count += rewrite(segment, i -> i.startedAt().isBefore(before), true, gone);
    }
    return count;
  }

  /**
   * Forgets interactions that are still rows and whose retention is over, some at a time.
   *
   * @param organizationId whose
   * @param before those that began earlier
   * @param gone gets those forgotten, before they go
   * @return how many; 0 if none are left
   */
  public int pruneRows(String organizationId, Instant before, Consumer<List<Interaction>> gone) {
    List<Interaction> oldest = store.oldest(organizationId, before, SEGMENT);
    if (!oldest.isEmpty()) {
      gone.accept(oldest);
      String ids = json.writeValueAsString(oldest.stream().map(Interaction::id).toList());
      transaction.executeWithoutResult(
          _ -> {
            days.keepRows(organizationId, ids);
            store.deleteAll(organizationId, ids);
          });
    }
    return oldest.size();
  }

  /**
   * @param organizationId whose
   * @param before a time
   * @return how many rows, and how many archived interactions, began earlier
   */
  public Due due(String organizationId, Instant before) {
    return new Due(
        store.countBefore(organizationId, before), rows.countBefore(organizationId, before));
  }

  /**
   * Removes what crashes left: files that were begun, and files that nothing points to.
   *
   * @param organizationId whose
   */
  public void sweep(String organizationId) {
    rows.unfinished(organizationId).forEach(rows::abandon);
    Set<String> known = new HashSet<>();
    rows.segments(organizationId).forEach(s -> known.add(ArchiveFiles.key(s).value()));
    ObjectKey last = null;
    List<ObjectSummary> page = files.page(organizationId, last);
    while (!page.isEmpty()) {
      page.stream()
          .map(ObjectSummary::key)
          .filter(key -> !known.contains(key.value()))
          .forEach(files::delete);
      last = page.getLast().key();
      page = files.page(organizationId, last);
    }
  }

  /**
   * @param organizationId whose files all go; their rows are forgotten with {@link #forgetRows}
   * @return how many files
   */
  public long forgetFiles(String organizationId) {
    return files.deleteAll(organizationId);
  }

  /**
   * Within the caller's transaction.
   *
   * @param organizationId whose archive is forgotten, counts included
   * @return how many interactions it held
   */
  public long forgetRows(String organizationId) {
    return rows.forgetAll(organizationId);
  }

  /**
   * Reads the archive, a file at a time.
   *
   * @param organizationId whose
   * @param visitorId of which visitor; null for all
   * @param reader gets the interactions of each file that has some
   */
  public void read(
      String organizationId, @Nullable String visitorId, Consumer<List<Interaction>> reader) {
    for (ArchiveSegment segment : rows.segments(organizationId)) {
      List<Interaction> found =
          present(segment).stream().filter(i -> visitorId == null || isOf(i, visitorId)).toList();
      if (!found.isEmpty()) {
        reader.accept(found);
      }
    }
  }

  private long rewrite(
      ArchiveSegment old,
      Predicate<Interaction> goes,
      boolean counted,
      Consumer<List<Interaction>> gone) {
    List<Interaction> all = all(old);
    Set<String> indexed = new HashSet<>(rows.idsIn(old));
    List<Interaction> present = all.stream().filter(i -> indexed.contains(i.id())).toList();
    List<Interaction> going = present.stream().filter(goes).toList();
    // A line that counts no more, for its session was told anew, may still name somebody.
    if (going.isEmpty() && all.size() == present.size()) {
      return 0;
    }
    gone.accept(going);
    List<Interaction> kept = present.stream().filter(goes.negate()).toList();
    String ids = json.writeValueAsString(going.stream().map(Interaction::id).toList());
    Runnable before = counted ? () -> days.keepArchived(old.organizationId(), ids) : () -> {};
    if (kept.isEmpty()) {
      transaction.executeWithoutResult(
          _ -> {
            before.run();
            rows.drop(old);
          });
    } else {
      ArchiveSegment fresh = new ArchiveSegment(UuidV7.next(), old.organizationId(), old.year());
      write(fresh, kept);
      commit(
          fresh,
          () -> {
            before.run();
            rows.repoint(old, fresh, kept);
          });
    }
    files.delete(old);
    return going.size();
  }

  private void write(ArchiveSegment segment, List<Interaction> interactions) {
    byte[] packed = files.pack(interactions);
    rows.announce(segment, interactions.size(), packed.length, clock.instant());
    files.write(segment, packed);
  }

  /** A step overtaken by a change leaves no file behind; one that did commit keeps its file. */
  private void commit(ArchiveSegment segment, Runnable step) {
    try {
      transaction.executeWithoutResult(_ -> step.run());
    } catch (RuntimeException e) {
      if (rows.abandon(segment)) {
        files.delete(segment);
      }
      throw e;
    }
  }

  private List<Interaction> present(ArchiveSegment segment) {
    Set<String> indexed = new HashSet<>(rows.idsIn(segment));
    return all(segment).stream().filter(i -> indexed.contains(i.id())).toList();
  }

  private List<Interaction> all(ArchiveSegment segment) {
    Optional<List<String>> lines =
        files.lines(segment.organizationId(), segment.year(), segment.id());
    List<Interaction> found = new ArrayList<>();
    lines.ifPresent(present -> present.forEach(line -> found.add(files.read(line))));
    return found;
  }

  private static boolean isOf(Interaction interaction, String visitorId) {
    return visitorId.equals(interaction.details().context().anonymousId())
        || visitorId.equals(interaction.details().context().userId());
  }

  private static int year(Interaction interaction) {
    return interaction.startedAt().atZone(ZoneOffset.UTC).getYear();
  }

  /**
   * @param rows interactions that are rows
   * @param archived interactions that are in files
   */
  public record Due(long rows, long archived) {}
}
