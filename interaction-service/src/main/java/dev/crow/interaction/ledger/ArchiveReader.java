package dev.crow.interaction.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fetches what a query found in files. A file may be rewritten between the query and its reading;
 * then the database is asked again where those interactions are now.
 */
final class ArchiveReader {

  private static final int ATTEMPTS = 4;

  private final ArchiveFiles files;

  ArchiveReader(ArchiveFiles files) {
    this.files = files;
  }

  /** In the order of the places; those erased meanwhile are left out. */
  List<Interaction> fill(List<Located> places, Function<List<String>, List<Located>> locateAgain) {
    Map<String, Interaction> found = new HashMap<>();
    List<Located> open = places;
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      List<String> moved = read(open, found);
      if (!moved.isEmpty() && attempt == ATTEMPTS) {
        throw new IllegalStateException(
            moved.size() + " archived interactions are not in the files that should hold them");
      }
      open = moved.isEmpty() ? List.of() : locateAgain.apply(moved);
    }
    return places.stream().map(ArchiveReader::id).map(found::get).filter(Objects::nonNull).toList();
  }

  /** Returns the ids that are not where they should be. */
  private List<String> read(List<Located> places, Map<String, Interaction> found) {
    Map<ArchiveSegment, Optional<List<String>>> read = new HashMap<>();
    List<String> moved = new ArrayList<>();
    for (Located place : places) {
      switch (place) {
        case Located.Row(Interaction interaction) -> found.put(interaction.id(), interaction);
        case Located.InFile(String id, ArchiveSegment segment, int line) ->
            read.computeIfAbsent(segment, s -> files.lines(s.organizationId(), s.year(), s.id()))
                .map(lines -> files.read(lines.get(line)))
                .ifPresentOrElse(interaction -> found.put(id, interaction), () -> moved.add(id));
      }
    }
    return moved;
  }

  private static String id(Located place) {
    return switch (place) {
      case Located.Row(Interaction interaction) -> interaction.id();
      case Located.InFile(String id, _, _) -> id;
    };
  }
}
