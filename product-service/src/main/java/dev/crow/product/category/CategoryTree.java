package dev.crow.product.category;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All categories of one organization at one time. */
public final class CategoryTree {

  /** Between the names of a path. */
  public static final String SEPARATOR = " > ";

  private static final int DEEPEST = 10;

  private final Map<String, Category> byId = new HashMap<>();
  private final Map<String, String> idByPath = new HashMap<>();

  /**
   * @param categories all of them
   */
  public CategoryTree(Collection<Category> categories) {
    categories.forEach(category -> byId.put(category.id(), category));
    categories.forEach(
        category -> path(category.id()).ifPresent(path -> idByPath.put(path, category.id())));
  }

  /**
   * @param id of a category
   * @return names from the widest to the narrowest; empty if there is no such category
   */
  public Optional<String> path(String id) {
    Deque<String> names = new ArrayDeque<>();
    Category category = byId.get(id);
    while (category != null && names.size() < DEEPEST) {
      names.addFirst(category.name());
      category = category.parentId() == null ? null : byId.get(category.parentId());
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(SEPARATOR, names));
  }

  /**
   * @param path as {@link #path} writes it
   * @return the category's id, if there is one
   */
  public Optional<String> find(String path) {
    return Optional.ofNullable(idByPath.get(path));
  }

  /**
   * @param id of a category
   * @return it and everything below it
   */
  public Set<String> within(String id) {
    Set<String> found = new HashSet<>(Set.of(id));
    boolean more = byId.containsKey(id);
    while (more) {
      more = false;
      for (Category category : byId.values()) {
        if (category.parentId() != null && found.contains(category.parentId())) {
          more |= found.add(category.id());
        }
      }
    }
    return found;
  }

  boolean contains(@Nullable String id) {
    return id != null && byId.containsKey(id);
  }

  int depth(@Nullable String id) {
    return id == null ? 0 : path(id).map(path -> path.split(SEPARATOR, -1).length).orElse(0);
  }

  int height(String id) {
    return 1
        + byId.values().stream()
            .filter(category -> id.equals(category.parentId()))
            .mapToInt(category -> height(category.id()))
            .max()
            .orElse(0);
  }

  List<Category> all() {
    return List.copyOf(byId.values());
  }

  static int deepest() {
    return DEEPEST;
  }
}
