package dev.crow.testkit.cloudflare;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Time travel of one database. A state can be gone back to if it was the one at creation, at an
 * asking for a bookmark, or before or after a restore; D1 itself keeps every minute.
 */
final class FakeD1History {

  private record Snapshot(String bookmark, Instant at, String version, Path file) {}

  private final FakeD1Database database;
  private final Path folder;
  private final List<Snapshot> snapshots = new ArrayList<>();

  /**
   * @param folder exists
   */
  FakeD1History(FakeD1Database database, Path folder) {
    this.database = database;
    this.folder = folder;
    current();
  }

  /** The bookmark of the database as it is. */
  synchronized String current() {
    String version = database.version();
    if (snapshots.isEmpty() || !snapshots.getLast().version().equals(version)) {
      take(version);
    }
    return snapshots.getLast().bookmark();
  }

  private void take(String version) {
    int number = snapshots.size();
    Instant now = Instant.now();
    // They sort as text, as D1's do.
    String bookmark =
        "%08x-%08x-%08x-%032x".formatted(number, 0, now.getEpochSecond(), version.hashCode());
    Path file = folder.resolve("snapshot-" + number + ".db");
    database.save(file);
    snapshots.add(new Snapshot(bookmark, now, version, file));
  }

  synchronized String at(Instant time) throws ApiRefusal {
    if (time.isBefore(snapshots.getFirst().at())) {
      throw ApiRefusal.invalid("The timestamp is older than the database's history");
    }
    current();
    return snapshots.stream()
        .filter(snapshot -> !snapshot.at().isAfter(time))
        .reduce((_, later) -> later)
        .orElseThrow()
        .bookmark();
  }

  /**
   * @return the bookmark of the restored state, and the one to undo it with
   */
  synchronized List<String> restore(String bookmark) throws ApiRefusal {
    Snapshot wanted =
        snapshots.stream()
            .filter(snapshot -> snapshot.bookmark().equals(bookmark))
            .findFirst()
            .orElseThrow(() -> ApiRefusal.invalid("The bookmark is invalid"));
    String previous = current();
    database.load(wanted.file());
    take(database.version());
    return List.of(snapshots.getLast().bookmark(), previous);
  }
}
