package dev.crow.interaction.ledger;

import dev.crow.interaction.ledger.Interactions.Recording;
import java.util.ArrayList;
import java.util.List;

/** Divides a batch into what one transaction holds, by statements and by bytes, in order. */
final class Units {

  static final int MOST_STATEMENTS = 60;
  static final int MOST_BYTES = 256 * 1024;

  /** Claim, row, products forgotten, announcement, run; one more for each product. */
  private static final int STATEMENTS = 5;

  private static final int ID_BYTES = 40;

  private Units() {}

  static List<List<Recording>> of(List<Recording> recordings) {
    List<List<Recording>> units = new ArrayList<>();
    List<Recording> unit = new ArrayList<>();
    int statements = 0;
    int bytes = 0;
    for (Recording recording : recordings) {
      int more = STATEMENTS + recording.interaction().details().products().size();
      int size = bytes(recording.interaction());
      if (!unit.isEmpty() && (statements + more > MOST_STATEMENTS || bytes + size > MOST_BYTES)) {
        units.add(unit);
        unit = new ArrayList<>();
        statements = 0;
        bytes = 0;
      }
      unit.add(recording);
      statements += more;
      bytes += size;
    }
    if (!unit.isEmpty()) {
      units.add(unit);
    }
    return units;
  }

  /** About: the text is sent with the row and with the announcement, ids with each sentence. */
  private static int bytes(Interaction interaction) {
    int ids =
        interaction.details().eventIds().size()
            + interaction.details().evidence().stream().mapToInt(e -> e.eventIds().size()).sum();
    return 1024
        + 3 * interaction.description().length()
        + ID_BYTES * ids
        + 2 * ID_BYTES * interaction.details().products().size();
  }
}
