package dev.crow.auth.account;

import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What auth-service holds on people: how it goes, and how it is handed over. */
public interface PersonalData {

  /**
   * @param action runs while nothing new is written outside the database
   */
  void whilePausing(Runnable action);

  /**
   * @param organizationId whose order it is
   * @param scope whose data
   * @param subject the id of the person or organization
   * @return the mail addresses that name the subject and nobody else
   */
  Set<String> addresses(String organizationId, Scope scope, String subject);

  /**
   * Removes files, which no transaction covers; removing them again changes nothing.
   *
   * @param addresses as {@link #addresses} told
   * @return how many
   */
  long eraseFiles(Set<String> addresses);

  /**
   * Removes rows, within the caller's transaction: reads now what it has to know.
   *
   * @param organizationId whose order it is
   * @param scope whose data
   * @param subject the id of the person or organization
   * @return removes them within the same transaction, and tells how many of which sort; none for
   *     subjects this service knows nothing of
   */
  Supplier<Map<String, Long>> erasingRows(String organizationId, Scope scope, String subject);

  /**
   * Writes what is held into the export; writing it again writes the same objects.
   *
   * @param order the export
   * @return the keys of the objects
   */
  List<String> export(ExportOrdered order);
}
