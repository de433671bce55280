package dev.crow.interaction.recording;

import dev.crow.contracts.replay.v1.ReplayChunk;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Recordings of sessions, as pages put them into the object store. */
@Component
public class Recordings {

  private final ObjectStore objects;

  Recordings(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * A piece of a recording.
   *
   * @param recordingId unique
   * @param chunk what its name says
   * @param key where it lies
   * @param bytes its size, compressed
   */
  public record Piece(String recordingId, ReplayChunk chunk, ObjectKey key, long bytes) {}

  /**
   * @param organizationId whose
   * @param sessionId of which session
   * @return its pieces, one recording after the other, each in order; of a piece that a page stored
   *     again with more in it, as it does after a lost answer, the last
   */
  public List<Piece> of(String organizationId, String sessionId) {
    ObjectPrefix session = ObjectPrefix.of(ReplayChunk.AREA, organizationId, sessionId);
    Map<String, Piece> pieces = new LinkedHashMap<>();
    ObjectPage page = objects.list(session, null, ObjectStore.LONGEST_PAGE);
    while (true) {
      page.objects().stream()
          .flatMap(found -> piece(session, found))
          .forEach(piece -> pieces.put(piece.recordingId() + piece.chunk().number(), piece));
      if (!page.more()) {
        return List.copyOf(pieces.values());
      }
      page = objects.list(session, page.objects().getLast().key(), ObjectStore.LONGEST_PAGE);
    }
  }

  private static Stream<Piece> piece(ObjectPrefix session, ObjectSummary found) {
    String rest = found.key().value().substring(session.value().length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return Stream.empty();
    }
    Optional<ReplayChunk> chunk = ReplayChunk.ofFileName(rest.substring(slash + 1));
    return chunk.stream()
        .map(named -> new Piece(rest.substring(0, slash), named, found.key(), found.size()));
  }

  /**
   * @param organizationId whose
   * @param sessionId of which session
   * @return how many pieces there were
   */
  public long forget(String organizationId, String sessionId) {
    return objects.deleteAll(ObjectPrefix.of(ReplayChunk.AREA, organizationId, sessionId));
  }

  /**
   * @param organizationId whose recordings are forgotten
   * @return how many pieces there were
   */
  public long forgetAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(ReplayChunk.AREA, organizationId));
  }
}
