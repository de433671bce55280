package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object for each run of a session, under {@code raw/sessions/{organization}/{source}/}.
 */
final class ObjectSessionArchive implements SessionArchive {

  private final ObjectStore objects;
  private final JsonMapper json;

  ObjectSessionArchive(ObjectStore objects, JsonMapper json) {
    this.objects = objects;
    this.json = json;
  }

  @Override
  public void keep(SessionClosed session) {
    ObjectKey key =
        ObjectKey.of(
            "raw/sessions",
            session.organizationId(),
            session.source(),
            session.sessionId() + "." + session.run() + ".json");
    objects.put(
        key, new ObjectContent(json.writeValueAsBytes(session), "application/json", Map.of()));
  }
}
