package dev.crow.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one service holds on people, visitors and organizations. The scope of each order says which
 * of them is meant; whoever holds nothing of that scope erases and exports nothing.
 */
public interface PersonalDataHolder {

  /**
   * Erases what no transaction covers: objects, vectors, files. Called before {@link #eraseRows},
   * and again after a crash, when it finds nothing more.
   *
   * @param order whose, and how much
   * @return how much there was, by what it is called in the certificate
   */
  Map<String, Long> eraseBesideRows(ErasureOrdered order);

  /**
   * Erases rows, in the transaction that answers the order.
   *
   * @param order whose, and how much
   * @return how much there was, by what it is called in the certificate
   */
  Map<String, Long> eraseRows(ErasureOrdered order);

  /**
   * Asked after {@link #eraseBesideRows}, before rows are erased.
   *
   * @param order whose
   * @return what has to stay for a time, and when the last of it is gone; nothing unless said
   */
  default Map<String, Instant> remains(ErasureOrdered order) {
    return Map.of();
  }

  /**
   * Writes what is held into the export; writing it again writes the same objects.
   *
   * @param order whose
   * @return the objects' keys; empty if nothing is held
   */
  List<String> export(ExportOrdered order);
}
