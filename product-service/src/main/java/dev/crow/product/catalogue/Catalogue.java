package dev.crow.product.catalogue;

import dev.crow.contracts.Topics;
import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.contracts.product.v1.ProductChanged.Change;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.product.category.Categories;
import dev.crow.product.category.CategoryTree;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/** The products of all organizations, for the features that fill and read them. */
public final class Catalogue {

  private final ProductStore store;
  private final Categories categories;
  private final Outbox outbox;
  private final Clock clock;

  Catalogue(ProductStore store, Categories categories, Outbox outbox, Clock clock) {
    this.store = store;
    this.categories = categories;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param organizationId of the caller
   * @param id of a product
   * @return it, if the organization has it
   */
  public Optional<Product> find(String organizationId, String id) {
    return store.find(organizationId, id);
  }

  /**
   * @param organizationId whose
   * @param ids of products, in the order wanted; absent and foreign ones are left out
   * @return those there are, in that order
   */
  public List<Product> findInOrder(String organizationId, List<String> ids) {
    Map<String, Product> found =
        store.findAll(organizationId, ids).stream()
            .collect(Collectors.toMap(Product::id, Function.identity()));
    return ids.stream()
        .filter(found::containsKey)
        .map(id -> Objects.requireNonNull(found.get(id)))
        .toList();
  }

  /**
   * @param organizationId whose
   * @param externalIds what the shop calls them
   * @return those there are, by that
   */
  public Map<String, Product> byExternalId(String organizationId, Collection<String> externalIds) {
    return store.findByExternalIds(organizationId, externalIds).stream()
        .collect(Collectors.toMap(Product::externalId, Function.identity()));
  }

  /**
   * @param organizationId whose
   * @param identifiers any of which is enough
   * @return products with one of them
   */
  public List<Product> byIdentifier(String organizationId, Collection<Identifier> identifiers) {
    return store.findByIdentifiers(organizationId, identifiers);
  }

  /**
   * @param organizationId whose
   * @param afterId id of the product before; empty to begin
   * @param limit most
   * @return the next products in the order of their ids
   */
  public List<Product> after(String organizationId, String afterId, int limit) {
    return store.after(organizationId, afterId, limit);
  }

  /**
   * For making anew what rests on products; each carries its organization.
   *
   * @param afterId id of the product before; empty to begin
   * @param limit most
   * @return the next products of all organizations
   */
  public List<Product> afterOfAll(String afterId, int limit) {
    return store.afterOfAll(afterId, limit);
  }

  /**
   * @param limit most
   * @return products of all organizations whose present version is not in the index
   */
  public List<Product> toIndex(int limit) {
    return store.toIndex(limit);
  }

  /**
   * @param products whose versions are in the index now
   */
  public void indexed(List<Product> products) {
    store.indexed(products);
  }

  /**
   * @param organizationId whose it will be
   * @param content checked
   * @param by who says so
   * @param kept fields that discovery leaves alone
   * @return what to write for a new product
   */
  public Write draft(
      String organizationId, ProductContent content, Origin by, Collection<String> kept) {
    Instant now = now();
    String id = UuidV7.next();
    String externalId =
        Objects.requireNonNullElse(
            content.externalId(), Objects.requireNonNullElse(content.sku(), id));
    Product product =
        new Product(
            id,
            organizationId,
            content.withExternalId(externalId),
            by,
            Set.copyOf(kept),
            List.of(),
            by == Origin.DISCOVERY ? now : null,
            null,
            1,
            now,
            now);
    return new Write(null, product, by);
  }

  /**
   * @param before what is there
   * @param to what is to be there, whatever its version
   * @param by who says so
   * @return what to write; empty if nothing differs
   */
  public Optional<Write> change(Product before, Product to, Origin by) {
    if (before.saysTheSameAs(to)) {
      return Optional.empty();
    }
    ProductContent content =
        to.content().externalId() == null
            ? to.content().withExternalId(before.externalId())
            : to.content();
    return Optional.of(
        new Write(
            before,
            new Product(
                before.id(),
                before.organizationId(),
                content,
                before.origin(),
                to.kept(),
                to.drift(),
                to.seenAt(),
                to.missingSince(),
                before.version() + 1,
                before.createdAt(),
                now()),
            by));
  }

  /**
   * Stores and announces, inside the caller's transaction, which may ask nothing more after it.
   *
   * @param organizationId whose
   * @param tree read before, for the announcements
   * @param writes each of another product
   * @throws OptimisticLockingFailureException if one of them was changed or erased meanwhile
   */
  public void write(String organizationId, CategoryTree tree, List<Write> writes) {
    if (writes.isEmpty()) {
      return;
    }
    if (store.write(writes) != writes.size()) {
      throw new OptimisticLockingFailureException("A product was changed meanwhile");
    }
    outbox.addAll(
        Topics.PRODUCT_EVENTS,
        writes.stream()
            .map(
                write ->
                    event(
                        organizationId,
                        write.after(),
                        write.before() == null ? Change.CREATED : Change.UPDATED,
                        tree))
            .toList());
  }

  /**
   * Notes that discovery found a product as it is, which is no change of it.
   *
   * @param organizationId whose
   * @param id of the product
   * @param at when
   */
  public void seen(String organizationId, String id, Instant at) {
    store.seen(organizationId, id, at);
  }

  /** Removes and announces, inside the caller's transaction. */
  void delete(Product product, CategoryTree tree) {
    if (!store.delete(product)) {
      throw new OptimisticLockingFailureException("The product was changed meanwhile");
    }
    outbox.addAll(
        Topics.PRODUCT_EVENTS,
        List.of(event(product.organizationId(), product, Change.DELETED, tree)));
  }

  /**
   * @param organizationId whose
   * @return its categories as they are now
   */
  public CategoryTree categories(String organizationId) {
    return categories.tree(organizationId);
  }

  /** As exactly as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Event<ProductChanged> event(
      String organizationId, Product product, Change change, CategoryTree tree) {
    ProductContent content = product.content();
    boolean gone = change == Change.DELETED;
    return new Event<>(
        UuidV7.next(),
        organizationId,
        product.id(),
        new ProductChanged(
            organizationId,
            product.id(),
            product.externalId(),
            gone ? product.version() + 1 : product.version(),
            change,
            content.name(),
            content.brand(),
            path(content.categoryId(), tree),
            content.sku(),
            content.gtin(),
            content.url(),
            content.price(),
            content.currency(),
            content.stock(),
            gone ? now() : product.updatedAt()));
  }

  private static @Nullable String path(@Nullable String categoryId, CategoryTree tree) {
    return categoryId == null ? null : tree.path(categoryId).orElse(null);
  }
}
