package dev.crow.organization.document;

import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.SignedRequest;
import dev.crow.objectstore.UploadTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The files of documents. Strangers put theirs in a place of its own, from which they are copied:
 * what was read once can then be changed by nobody.
 */
final class DocumentFiles {

  private static final String UPLOADS = "uploads/context";
  private static final String KEPT = "knowledge";
  private static final Duration DOWNLOAD_WITHIN = Duration.ofMinutes(5);

  private final ObjectStore objects;
  private final DirectTransfers transfers;

  DocumentFiles(ObjectStore objects, DirectTransfers transfers) {
    this.objects = objects;
    this.transfers = transfers;
  }

  SignedRequest upload(String organizationId, String id, DocumentVersion version, Duration within) {
    return transfers.upload(place(organizationId, id, version.version()), terms(version), within);
  }

  /** Takes over what was put directly; false if there is nothing, or not what was announced. */
  boolean accept(String organizationId, String id, DocumentVersion version) {
    ObjectKey place = place(organizationId, id, version.version());
    boolean accepted =
        objects.accept(place, terms(version)).isPresent()
            && objects.copy(place, key(organizationId, id, version.version()));
    if (accepted) {
      objects.delete(place);
    }
    return accepted;
  }

  void write(String organizationId, String id, DocumentVersion version, InputStream bytes)
      throws IOException {
    objects.write(
        key(organizationId, id, version.version()),
        new ObjectDescription(version.mediaType(), Map.of()),
        bytes);
  }

  /** Returns false if there is no file any more. */
  boolean copyTo(String organizationId, String id, int version, Path target) throws IOException {
    Optional<ObjectReading> found = objects.read(key(organizationId, id, version), null);
    if (found.isEmpty()) {
      return false;
    }
    try (ObjectReading reading = found.get()) {
      Files.copy(reading.bytes(), target);
    }
    return true;
  }

  Optional<SignedRequest> download(String organizationId, String id, int version, String name) {
    ObjectKey key = key(organizationId, id, version);
    return objects.info(key).map(_ -> transfers.download(key, name, DOWNLOAD_WITHIN));
  }

  Optional<ObjectKey> find(String organizationId, String id, int version) {
    ObjectKey key = key(organizationId, id, version);
    return objects.info(key).map(_ -> key);
  }

  void delete(String organizationId, String id, int version) {
    objects.delete(place(organizationId, id, version));
    objects.delete(key(organizationId, id, version));
  }

  void delete(String organizationId, String id) {
    objects.deleteAll(ObjectPrefix.of(UPLOADS, organizationId, id));
    objects.deleteAll(ObjectPrefix.of(KEPT, organizationId, id));
  }

  long deleteAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(UPLOADS, organizationId))
        + objects.deleteAll(ObjectPrefix.of(KEPT, organizationId));
  }

  private static UploadTerms terms(DocumentVersion version) {
    return new UploadTerms(version.mediaType(), version.bytes());
  }

  private static ObjectKey place(String organizationId, String id, int version) {
    return ObjectKey.of(UPLOADS, organizationId, id, Integer.toString(version));
  }

  private static ObjectKey key(String organizationId, String id, int version) {
    return ObjectKey.of(KEPT, organizationId, id, Integer.toString(version));
  }
}
