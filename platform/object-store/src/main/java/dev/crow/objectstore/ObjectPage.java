package dev.crow.objectstore;

import java.util.List;

/**
 * A part of a list.
 *
 * @param objects in the order of their keys
 * @param more whether further objects follow the last of these
 */
public record ObjectPage(List<ObjectSummary> objects, boolean more) {

  public ObjectPage {
    objects = List.copyOf(objects);
  }
}
