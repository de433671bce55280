package dev.crow.product.discovery;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Drift;
import dev.crow.product.catalogue.Identifier;
import dev.crow.product.catalogue.Origin;
import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.ProductContent;
import dev.crow.product.catalogue.ProductRules;
import dev.crow.product.catalogue.Violation;
import dev.crow.product.catalogue.Write;
import dev.crow.product.category.Categories;
import dev.crow.product.category.CategoryTree;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings what pages say together with what the catalogue holds. The same product is known by its
 * external id, its page's URL, its GTIN or its SKU, in that order. What people or files said stays,
 * and where the page differs from it, that is marked.
 */
final class DiscoveredProducts {

  private final Catalogue catalogue;
  private final Categories categories;
  private final ProductRules rules;
  private final Clock clock;

  DiscoveredProducts(Catalogue catalogue, Categories categories, ProductRules rules, Clock clock) {
    this.catalogue = catalogue;
    this.categories = categories;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What comes of a described product.
   *
   * @param tree the categories it was judged with
   * @param known what it is in the catalogue already, or null
   * @param write what to store; null if nothing differs, or nothing may be
   * @param wrong fields that were not taken
   */
  record Judged(
      CategoryTree tree, @Nullable Product known, @Nullable Write write, List<Violation> wrong) {

    Judged {
      wrong = List.copyOf(wrong);
    }
  }

  Judged judge(String organizationId, Found found) {
    CategoryTree tree =
        found.category() == null
            ? catalogue.categories(organizationId)
            : categories.ensure(organizationId, List.of(found.category()));
    List<Violation> wrong = new ArrayList<>();
    ProductContent content = checked(content(found, tree), wrong);
    if (content == null) {
      return new Judged(tree, null, null, wrong);
    }
    Product known = known(organizationId, content).orElse(null);
    Write write =
        known == null
            ? catalogue.draft(organizationId, content, Origin.DISCOVERY, Set.of())
            : catalogue.change(known, merged(known, content), Origin.DISCOVERY).orElse(null);
    return new Judged(tree, known, write, wrong);
  }

  private static ProductContent content(Found found, CategoryTree tree) {
    String category = found.category();
    return new ProductContent(
        found.externalId(),
        Objects.requireNonNullElse(found.name(), ""),
        found.description(),
        found.brand(),
        category == null ? null : tree.find(category).orElse(null),
        found.sku(),
        found.gtin(),
        found.url(),
        found.price(),
        null,
        found.currency(),
        null,
        found.availability(),
        null,
        found.images(),
        found.variants(),
        null);
  }

  /** Without the fields that break a rule; null if it breaks one without which it is nothing. */
  private @Nullable ProductContent checked(ProductContent content, List<Violation> wrong) {
    wrong.addAll(rules.check(content));
    if (wrong.isEmpty()) {
      return content;
    }
    Set<String> fields = new HashSet<>();
    wrong.forEach(one -> fields.add(one.field().split("[.\\[]", -1)[0]));
    boolean money = fields.contains("price") || fields.contains("currency");
    ProductContent rest =
        new ProductContent(
            content.externalId(),
            content.name(),
            fields.contains("description") ? null : content.description(),
            fields.contains("brand") ? null : content.brand(),
            content.categoryId(),
            fields.contains("sku") ? null : content.sku(),
            fields.contains("gtin") ? null : content.gtin(),
            fields.contains("url") ? null : content.url(),
            money ? null : content.price(),
            null,
            money ? null : content.currency(),
            null,
            content.availability(),
            null,
            fields.contains("images") ? null : content.images(),
            fields.contains("variants") || money ? null : content.variants(),
            null);
    return rules.check(rest).isEmpty() ? rest : null;
  }

  private Optional<Product> known(String organizationId, ProductContent content) {
    String id = Objects.requireNonNull(content.externalId());
    Map<String, Product> byId = catalogue.byExternalId(organizationId, List.of(id));
    if (!byId.isEmpty()) {
      return byId.values().stream().findFirst();
    }
    for (Identifier identifier : Identifier.of(content)) {
      List<Product> same = catalogue.byIdentifier(organizationId, List.of(identifier));
      if (same.size() == 1) {
        return Optional.of(same.getFirst());
      }
    }
    return Optional.empty();
  }

  private Product merged(Product known, ProductContent page) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Merge merge = new Merge(known, now);
    ProductContent was = known.content();
    // A price without its currency, or the other way round, would be another price.
    boolean priced = page.price() != null && page.currency() != null;
    ProductContent content =
        new ProductContent(
            known.externalId(),
            merge.take("name", was.name(), page.name()),
            merge.of("description", was.description(), page.description()),
            merge.of("brand", was.brand(), page.brand()),
            merge.of("categoryId", was.categoryId(), page.categoryId()),
            merge.of("sku", was.sku(), page.sku()),
            merge.of("gtin", was.gtin(), page.gtin()),
            merge.of("url", was.url(), page.url()),
            merge.of("price", was.price(), priced ? page.price() : null),
            was.listPrice(),
            merge.of("currency", was.currency(), priced ? page.currency() : null),
            was.stock(),
            merge.of("availability", was.availability(), page.availability()),
            was.status(),
            merge.list("images", was.images(), page.images()),
            merge.list("variants", was.variants(), page.variants()),
            was.attributes());
    return new Product(
        known.id(),
        known.organizationId(),
        content,
        known.origin(),
        known.kept(),
        merge.drift(),
        now,
        null,
        known.version(),
        known.createdAt(),
        known.updatedAt());
  }

  /** Field by field: what the page says, unless it says nothing, or somebody else's word stands. */
  private static final class Merge {

    private static final int SHOWN = 200;

    private final Product known;
    private final Instant now;
    private final List<Drift> drift = new ArrayList<>();

    Merge(Product known, Instant now) {
      this.known = known;
      this.now = now;
    }

    String take(String field, String was, String page) {
      return Objects.requireNonNull(of(field, was, page));
    }

    <T> @Nullable T of(String field, @Nullable T was, @Nullable T page) {
      if (page == null || page.equals(was)) {
        return was;
      }
      if (!known.kept().contains(field)) {
        return page;
      }
      mark(field, was, page);
      return was;
    }

    <T> List<T> list(String field, List<T> was, List<T> page) {
      if (page.isEmpty() || page.equals(was)) {
        return was;
      }
      if (!known.kept().contains(field)) {
        return page;
      }
      return was;
    }

    private void mark(String field, @Nullable Object was, Object page) {
      Function<Object, String> shown =
          value -> {
            String text = value.toString();
            return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
          };
      String here = was == null ? null : shown.apply(was);
      String there = shown.apply(page);
      Drift before =
          known.drift().stream()
              .filter(one -> one.field().equals(field) && there.equals(one.website()))
              .findFirst()
              .orElse(null);
      drift.add(new Drift(field, here, there, before == null ? now : before.since()));
    }

    List<Drift> drift() {
      return drift;
    }
  }
}
