package dev.crow.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells from answers whether an operation keeps to its permission and to its organization. */
final class AccessJudge {

  private AccessJudge() {}

  /**
   * @param valid whether its credential is one at all
   * @param permissions what it holds
   */
  record Asker(String name, boolean valid, Set<String> permissions) {}

  /**
   * What one asker got, without what differs between any two answers.
   *
   * @param absent for an id nobody has, or where there is no id
   * @param foreign for an id of another organization; null if there is none
   * @param own for an id of the asker's organization; null if not asked
   */
  record Answers(Answer absent, @Nullable Answer foreign, @Nullable Answer own) {}

  /** A status, and all else of the answer as one text. */
  record Answer(int status, String text) {}

  /** What is wrong with a list of operations itself. */
  static List<String> ofList(
      List<ApiOperation> operations, Collection<String> rows, Collection<String> unavailable) {
    List<String> wrong = new ArrayList<>();
    unavailable.forEach(service -> wrong.add(service + " gave no description; it is not tested"));
    Set<String> named = new TreeSet<>();
    for (ApiOperation operation : operations) {
      named.add(operation.name());
      if (operation.permission() == null) {
        wrong.add(operation.name() + " names no permission");
      }
      if (!rows.contains(operation.name())) {
        wrong.add(operation.name() + " has no row in access/operations.yml");
      }
    }
    for (String row : rows) {
      if (!named.contains(row)) {
        wrong.add(row + " has a row in access/operations.yml and is no operation");
      }
    }
    return wrong;
  }

  /** What is wrong with one operation for one asker. */
  static List<String> of(ApiOperation operation, Asker asker, Answers answers) {
    List<String> wrong = new ArrayList<>();
    String who = operation.name() + " by " + asker.name();
    boolean holds = holds(operation, asker);
    int status = answers.absent().status();
    boolean right = holds ? status != 401 && status != 403 : status == (asker.valid() ? 403 : 401);
    if (!right) {
      wrong.add(who + " answers " + answers.absent());
    }
    if (answers.foreign() != null && !answers.foreign().equals(answers.absent())) {
      wrong.add(
          who + " tells a foreign id from none:\n" + answers.foreign() + "\n" + answers.absent());
    }
    if (answers.own() != null && holds && answers.own().status() != 200) {
      wrong.add(who + " for its own answers " + answers.own());
    }
    return wrong;
  }

  static boolean holds(ApiOperation operation, Asker asker) {
    return operation.isPublic()
        || (asker.valid()
            && operation.permission() != null
            && asker.permissions().contains(operation.permission()));
  }
}
