package dev.crow.product.importing;

import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Files that wait to be imported; each goes when its job has ended. */
public final class ImportFiles {

  /** Where they are in the object store. */
  public static final String AREA = "imports";

  private final ObjectStore objects;

  ImportFiles(ObjectStore objects) {
    this.objects = objects;
  }

  void write(String organizationId, String jobId, ImportFormat format, InputStream bytes)
      throws IOException {
    objects.write(
        key(organizationId, jobId), new ObjectDescription(format.mediaType(), Map.of()), bytes);
  }

  Optional<ObjectReading> read(String organizationId, String jobId) {
    return objects.read(key(organizationId, jobId), null);
  }

  void delete(String organizationId, String jobId) {
    objects.delete(key(organizationId, jobId));
  }

  private static ObjectKey key(String organizationId, String jobId) {
    return ObjectKey.of(AREA, organizationId, jobId);
  }
}
