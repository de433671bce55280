package dev.crow.organization.personaldata;

import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The parts of exports, as objects: {@code exports/{organization}/{export}/{service}.json}. */
@Component
class Exports {

  static final String AREA = "exports";

  private final ObjectStore objects;
  private final JsonMapper json;

  Exports(ObjectStore objects, JsonMapper json) {
    this.objects = objects;
    this.json = json;
  }

  static ObjectPrefix folder(String organizationId, String exportId) {
    return ObjectPrefix.of(AREA, organizationId, exportId);
  }

  /** Writes all parts as one zip, a part at a time, so that its size does not matter here. */
  void zip(Run run, List<RunPart> parts, OutputStream output) throws IOException {
    ObjectPrefix folder = folder(run.organizationId(), run.id());
    try (ZipOutputStream zip = new ZipOutputStream(output)) {
      for (RunPart part : parts) {
        for (String listed : keys(part)) {
          ObjectKey key = folder.key(listed);
          Optional<StoredObject> object = objects.get(key);
          if (object.isEmpty()) {
            // The client must not take half an export for the whole.
            throw new IOException("A part of the export is gone");
          }
          zip.putNextEntry(new ZipEntry(listed.substring(folder.value().length())));
          zip.write(object.get().content().bytes());
          zip.closeEntry();
        }
      }
    }
  }

  long delete(String organizationId, String exportId) {
    return objects.deleteAll(folder(organizationId, exportId));
  }

  long deleteAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(AREA, organizationId));
  }

  private List<String> keys(RunPart part) {
    return part.result() == null
        ? List.of()
        : json.readValue(part.result(), new TypeReference<List<String>>() {});
  }
}
