package dev.crow.product.category;

import dev.crow.relational.UuidV7;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** The categories of all organizations. */
public final class Categories {

  private static final int MOST = 5000;
  private static final int LONGEST_NAME = 100;

  private final CategoryStore store;
  private final Clock clock;

  Categories(CategoryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @return all of them as they are now
   */
  public CategoryTree tree(String organizationId) {
    return new CategoryTree(store.all(organizationId));
  }

  /**
   * Makes what is missing of some paths, outside any transaction. Paths too deep, or with names too
   * long, stay unknown, as do those beyond the most an organization may have.
   *
   * @param organizationId whose
   * @param paths such as {@code Tea > Green}
   * @return all categories after that
   */
  public CategoryTree ensure(String organizationId, Collection<String> paths) {
    CategoryTree tree = tree(organizationId);
    for (String path : paths) {
      if (tree.find(path).isEmpty() && make(organizationId, tree, path)) {
        tree = tree(organizationId);
      }
    }
    return tree;
  }

  private boolean make(String organizationId, CategoryTree tree, String path) {
    List<String> names = Arrays.asList(path.split(CategoryTree.SEPARATOR, -1));
    boolean unfit =
        names.size() > CategoryTree.deepest()
            || names.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)
            || tree.all().size() + names.size() > MOST;
    if (unfit) {
      return false;
    }
    String parent = null;
    for (int i = 0; i < names.size(); i++) {
      String known =
          tree.find(String.join(CategoryTree.SEPARATOR, names.subList(0, i + 1))).orElse(null);
      if (known == null) {
        known = UuidV7.next();
        Category category = new Category(known, parent, names.get(i), 1);
        if (!store.insert(organizationId, category, clock.instant())) {
          // Somebody else made it at the same moment; the next reading shows it.
          return true;
        }
      }
      parent = known;
    }
    return true;
  }

  /**
   * @param path as people write it
   * @return the same with single separators; empty if there are no names in it
   */
  public static Optional<String> normalized(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split(">", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(CategoryTree.SEPARATOR, names));
  }

  Category require(String organizationId, String id) {
    return store
        .find(organizationId, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such category."));
  }

  Category create(String organizationId, CategoryContent content) {
    CategoryTree tree = tree(organizationId);
    checkParent(tree, content.parentId(), 1);
    if (tree.all().size() >= MOST) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED, "An organization has at most " + MOST + " categories.");
    }
    Category category = new Category(UuidV7.next(), content.parentId(), content.name().strip(), 1);
    if (!store.insert(organizationId, category, clock.instant())) {
      throw taken();
    }
    return category;
  }

  Category change(
      String organizationId, String id, @Nullable String ifMatch, CategoryContent content) {
    Category before = require(organizationId, id);
    EntityTags.require(ifMatch, before.version());
    CategoryTree tree = tree(organizationId);
    checkParent(tree, content.parentId(), tree.height(id));
    if (content.parentId() != null && tree.within(id).contains(content.parentId())) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "A category cannot be below itself.")
          .field("parentId");
    }
    Category after =
        new Category(id, content.parentId(), content.name().strip(), before.version() + 1);
    if (after.name().equals(before.name()) && Objects.equals(after.parentId(), before.parentId())) {
      return before;
    }
    try {
      if (!store.update(organizationId, after, clock.instant())) {
        throw new ApiException(ErrorCode.CONFLICT, "Somebody changed it meanwhile; look again.");
      }
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    return after;
  }

  void delete(String organizationId, String id, @Nullable String ifMatch) {
    EntityTags.require(ifMatch, require(organizationId, id).version());
    if (!store.delete(organizationId, id)) {
      throw new ApiException(
          ErrorCode.CONFLICT, "Move its products and categories elsewhere first.");
    }
  }

  private static void checkParent(CategoryTree tree, @Nullable String parentId, int height) {
    if (parentId != null && !tree.contains(parentId)) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such category.")
          .field("parentId");
    }
    if (tree.depth(parentId) + height > CategoryTree.deepest()) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED,
              "Categories are at most " + CategoryTree.deepest() + " deep.")
          .field("parentId");
    }
  }

  private static ApiException taken() {
    return new ApiException(ErrorCode.CONFLICT, "There is a category of that name already.")
        .field("name");
  }
}
