package dev.crow.testkit.service;

import dev.crow.security.Caller;
import java.util.HashSet;
import java.util.Set;

/**
 * Somebody who signed in.
 *
 * @param organization whose member it is
 * @param id of the user
 * @param permissions of its session
 */
public record Person(String organization, String id, Set<String> permissions) {

  /** Copies the permissions. */
  public Person {
    permissions = Set.copyOf(permissions);
  }

  /**
   * @return what the gateway tells services of this person
   */
  public Caller caller() {
    return new Caller(organization, id, Caller.Kind.SESSION, permissions);
  }

  /**
   * @param permission one more
   * @return the same person with it
   */
  public Person with(String permission) {
    Set<String> more = new HashSet<>(permissions);
    more.add(permission);
    return new Person(organization, id, more);
  }
}
