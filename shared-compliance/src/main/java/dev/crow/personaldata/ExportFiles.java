package dev.crow.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Writes one service's share of an export, in files named after the service. */
public final class ExportFiles {

  private static final String AREA = "exports";

  private final String service;
  private final ObjectStore objects;
  private final JsonMapper json;

  /**
   * @param service whose share
   * @param objects where exports are kept
   * @param json writes them
   */
  public ExportFiles(String service, ObjectStore objects, JsonMapper json) {
    this.service = service;
    this.objects = objects;
    this.json = json;
  }

  /**
   * @param order names the export
   * @param suffix tells the service's files apart; empty for the only one
   * @param content the JSON object
   * @return the file's key, the same for the same suffix
   */
  public String put(ExportOrdered order, String suffix, Map<String, ?> content) {
    ObjectKey key =
        ObjectKey.of(AREA, order.organizationId(), order.exportId(), service + suffix + ".json");
    objects.put(
        key, new ObjectContent(json.writeValueAsBytes(content), "application/json", Map.of()));
    return key.value();
  }

  /**
   * Takes an object over as it is.
   *
   * @param order names the export
   * @param name of the file, without the service's
   * @param from the object
   * @return the file's key; empty if the object is gone
   */
  public Optional<String> copy(ExportOrdered order, String name, ObjectKey from) {
    ObjectKey key =
        ObjectKey.of(AREA, order.organizationId(), order.exportId(), service + "-" + name);
    return objects.copy(from, key) ? Optional.of(key.value()) : Optional.empty();
  }
}
