package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raw sessions, one JSON object for each run, under {@code raw/sessions/{organization}/{source}/}.
 * What was kept while archiving was on can be found and forgotten after it was turned off.
 */
public final class SessionArchive {

  private static final String AREA = "raw/sessions";
  private static final int AT_ONCE = 8;
  private static final ThreadFactory THREADS = Thread.ofVirtual().name("archiving-", 0).factory();

  private final ObjectStore objects;
  private final JsonMapper json;
  private final boolean keeping;

  SessionArchive(ObjectStore objects, JsonMapper json, boolean keeping) {
    this.objects = objects;
    this.json = json;
    this.keeping = keeping;
  }

  /**
   * A session on its way into the archive.
   *
   * @param session what was told
   * @param needed whether a step is still to come that needs it, archiving on or not
   */
  record Kept(SessionClosed session, boolean needed) {}

  /**
   * Returns once all of them are durable in the archive that belong there; writing one again
   * replaces it with itself. They are put side by side: each waits for a network and a disk.
   */
  void keep(List<Kept> sessions) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, THREADS)) {
      CompletableFuture.allOf(
              sessions.stream()
                  .filter(kept -> keeping || kept.needed())
                  .map(kept -> CompletableFuture.runAsync(() -> put(kept.session()), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void put(SessionClosed session) {
    objects.put(
        key(session.organizationId(), session.source(), session.sessionId(), session.run()),
        new ObjectContent(json.writeValueAsBytes(session), "application/json", Map.of()));
  }

  void forget(SessionClosed session) {
    objects.delete(
        key(session.organizationId(), session.source(), session.sessionId(), session.run()));
  }

  /**
   * @param interaction what was told of a session
   * @return the session itself as JSON, if it was kept
   */
  public Optional<byte[]> find(Interaction interaction) {
    return objects.get(key(interaction)).map(object -> object.content().bytes());
  }

  /**
   * @param interaction what was told of a session
   * @return how many objects there were, 0 or 1
   */
  public long forget(Interaction interaction) {
    boolean there = find(interaction).isPresent();
    objects.delete(key(interaction));
    return there ? 1 : 0;
  }

  /**
   * @param interaction what was told of a session
   * @return the session as it was told, if it was kept
   */
  public Optional<SessionClosed> session(Interaction interaction) {
    return read(key(interaction))
        .filter(session -> session.organizationId().equals(interaction.organizationId()));
  }

  /**
   * Forgets a session that was kept only for a step that is over now.
   *
   * @param interaction what was told of it
   */
  public void release(Interaction interaction) {
    if (!keeping) {
      objects.delete(key(interaction));
    }
  }

  /**
   * @param organizationId whose
   * @param after the last key of the page before, or null
   * @param limit of the page
   * @return objects of sessions, in the order of their keys
   */
  public List<ObjectSummary> page(String organizationId, @Nullable String after, int limit) {
    ObjectPrefix all = ObjectPrefix.of(AREA, organizationId);
    return objects.list(all, after == null ? null : all.key(after), limit).objects();
  }

  /**
   * @param key as {@link #page} gave it
   * @return the session as it was told, unless it went meanwhile
   */
  public Optional<SessionClosed> read(ObjectKey key) {
    return objects
        .get(key)
        .map(object -> json.readValue(object.content().bytes(), SessionClosed.class));
  }

  /**
   * @param organizationId whose
   * @param before a time
   * @return how many sessions were kept earlier
   */
  public long countKept(String organizationId, Instant before) {
    return kept(organizationId, before, _ -> {});
  }

  /**
   * @param organizationId whose
   * @param before sessions that were kept earlier are forgotten
   * @return how many there were
   */
  public long forgetKept(String organizationId, Instant before) {
    return kept(organizationId, before, objects::delete);
  }

  private long kept(String organizationId, Instant before, Consumer<ObjectKey> each) {
    ObjectPrefix all = ObjectPrefix.of(AREA, organizationId);
    long count = 0;
    ObjectPage page = objects.list(all, null, ObjectStore.LONGEST_PAGE);
    while (!page.objects().isEmpty()) {
      for (ObjectSummary object : page.objects()) {
        if (object.storedAt().isBefore(before)) {
          each.accept(object.key());
          count++;
        }
      }
      page = objects.list(all, page.objects().getLast().key(), ObjectStore.LONGEST_PAGE);
    }
    return count;
  }

  /**
   * @param organizationId whose sessions are forgotten
   * @return how many there were
   */
  public long forgetAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(AREA, organizationId));
  }

  private static ObjectKey key(Interaction interaction) {
    return key(
        interaction.organizationId(),
        interaction.source(),
        interaction.sessionId(),
        interaction.run());
  }

  private static ObjectKey key(String organizationId, String source, String sessionId, int run) {
    return ObjectKey.of(AREA, organizationId, source, sessionId + "." + run + ".json");
  }
}
