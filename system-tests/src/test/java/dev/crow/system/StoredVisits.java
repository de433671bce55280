package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * What the suite stored of visits, to be compared with the journals that the pages kept: a line for
 * each event the SDK took in, with its id, its type, and perhaps more.
 */
final class StoredVisits {

  private static final int ID = 36;

  private final Api api;

  StoredVisits(Api api) {
    this.api = api;
  }

  /** Exactly the journal is stored, nothing twice. */
  void assertStored(JsonNode visit) {
    assertThat(storedOnce(visit, 0)).containsExactlyInAnyOrderElementsOf(ids(visit));
  }

  /**
   * @param more events expected besides those of the journal
   * @return ids of all that is stored of the visit, once the journal is among it
   */
  List<String> storedOnce(JsonNode visit, int more) {
    List<String> expected = ids(visit);
    assertThat(expected).doesNotHaveDuplicates().isNotEmpty();
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> stored(visit),
            stored -> stored.size() >= expected.size() + more && stored.containsAll(expected));
  }

  List<JsonNode> interactions(JsonNode visit) {
    String path = "/api/v1/interactions?sessionId=" + visit.path("session").asString();
    List<JsonNode> items = new ArrayList<>();
    api.json(api.read(path)).path("items").forEach(items::add);
    return items;
  }

  static List<String> ids(JsonNode visit) {
    return lines(visit).stream().map(line -> line.substring(0, ID)).toList();
  }

  /** How many events of each type. */
  static Map<String, Integer> types(JsonNode visit) {
    return lines(visit).stream()
        .map(line -> line.substring(ID + 1).split(" ", 2)[0])
        .collect(Collectors.toMap(type -> type, _ -> 1, Integer::sum, TreeMap::new));
  }

  private List<String> stored(JsonNode visit) {
    List<String> ids = new ArrayList<>();
    for (JsonNode interaction : interactions(visit)) {
      JsonNode whole =
          api.json(api.read("/api/v1/interactions/" + interaction.path("id").asString()));
      whole.path("eventIds").forEach(id -> ids.add(id.asString()));
    }
    Collections.sort(ids);
    return ids;
  }

  private static List<String> lines(JsonNode visit) {
    return StreamSupport.stream(visit.path("journal").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }
}
