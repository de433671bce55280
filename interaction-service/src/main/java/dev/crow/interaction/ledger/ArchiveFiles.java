package dev.crow.interaction.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of the archive: {@code archives/interactions/{organization}/{year}/{segment}.jsonl.gz},
 * one interaction to a line. A file is never changed; a rewritten one has another name.
 */
final class ArchiveFiles {

  private static final String AREA = "archives/interactions";
  private static final String SUFFIX = ".jsonl.gz";

  private final ObjectStore objects;
  private final JsonMapper json;

  ArchiveFiles(ObjectStore objects, JsonMapper json) {
    this.objects = objects;
    this.json = json;
  }

  /** Durable when it returns. */
  void write(ArchiveSegment segment, byte[] content) {
    objects.put(key(segment), new ObjectContent(content, "application/gzip", Map.of()));
  }

  byte[] pack(List<Interaction> interactions) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (Interaction interaction : interactions) {
        gzip.write(json.writeValueAsBytes(interaction));
        gzip.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Empty if the file was rewritten or erased meanwhile. */
  Optional<List<String>> lines(String organizationId, int year, String segmentId) {
    return objects
        .get(key(organizationId, year, segmentId))
        .map(object -> unpack(object.content().bytes()));
  }

  Interaction read(String line) {
    return json.readValue(line, Interaction.class);
  }

  void delete(ArchiveSegment segment) {
    objects.delete(key(segment));
  }

  long deleteAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(AREA, organizationId));
  }

  /** The keys of all files, in pages. */
  List<ObjectSummary> page(
      String organizationId, @org.jspecify.annotations.Nullable ObjectKey after) {
    return objects
        .list(ObjectPrefix.of(AREA, organizationId), after, ObjectStore.LONGEST_PAGE)
        .objects();
  }

  void delete(ObjectKey key) {
    objects.delete(key);
  }

  static ObjectKey key(ArchiveSegment segment) {
    return key(segment.organizationId(), segment.year(), segment.id());
  }

  private static ObjectKey key(String organizationId, int year, String segmentId) {
    return ObjectKey.of(AREA, organizationId, Integer.toString(year), segmentId + SUFFIX);
  }

  private static List<String> unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      // JSON escapes every control character, so each line feed ends a line.
      return List.of(new String(gzip.readAllBytes(), UTF_8).split("\n", 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
