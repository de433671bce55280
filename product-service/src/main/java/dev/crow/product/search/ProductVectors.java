package dev.crow.product.search;

import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.ProductContent;
import dev.crow.product.catalogue.Variant;
import dev.crow.product.category.CategoryTree;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Embeds products and puts them into the index {@code product-embeddings}. */
public final class ProductVectors {

  private static final int DESCRIPTION = 500;
  private static final int KEYWORDS = 4000;

  private final EmbeddingModel embeddings;
  private final VectorIndex index;

  ProductVectors(EmbeddingModel embeddings, VectorIndex index) {
    this.embeddings = embeddings;
    this.index = index;
  }

  /** Durable and searchable when it returns. Doing it again changes nothing. */
  void put(List<Product> products, Function<String, CategoryTree> categories) {
    Map<String, CategoryTree> trees = new HashMap<>();
    List<Described> described =
        products.stream()
            .map(
                product -> {
                  CategoryTree tree = trees.computeIfAbsent(product.organizationId(), categories);
                  String category = product.content().categoryId();
                  return new Described(
                      product, category == null ? null : tree.path(category).orElse(null));
                })
            .toList();
    List<Embedding> vectors =
        embeddings
            .embedAll(described.stream().map(one -> TextSegment.from(one.text())).toList())
            .content();
    List<VectorDocument> documents = new ArrayList<>(products.size());
    for (int i = 0; i < described.size(); i++) {
      documents.add(described.get(i).document(vectors.get(i).vector()));
    }
    index.upsert(documents);
  }

  /** The vector that finds what is like this product. */
  float[] vector(Product product, CategoryTree tree) {
    String category = product.content().categoryId();
    Described described =
        new Described(product, category == null ? null : tree.path(category).orElse(null));
    return embeddings.embed(described.text()).content().vector();
  }

  /**
   * @param organizationId whose
   * @param ids of products that must not be found any more; those not there are ignored
   */
  public void forget(String organizationId, Collection<String> ids) {
    index.delete(organizationId, ids);
  }

  /**
   * @param organizationId whose
   * @return how many vectors it has
   */
  public long count(String organizationId) {
    return index.count(organizationId);
  }

  /**
   * @param organizationId whose vectors all go
   */
  public void forgetAll(String organizationId) {
    index.deleteAll(organizationId);
  }

  /**
   * A product and where it hangs.
   *
   * @param product the product
   * @param category its path, or null
   */
  private record Described(Product product, @Nullable String category) {

    /** What its meaning is taken from: what it is comes first, for models read a beginning only. */
    String text() {
      ProductContent content = product.content();
      String description = Objects.requireNonNullElse(content.description(), "");
      return Stream.of(
              content.name(),
              content.brand(),
              category,
              description.substring(0, Math.min(DESCRIPTION, description.length())))
          .filter(part -> part != null && !part.isBlank())
          .collect(Collectors.joining(". "));
    }

    VectorDocument document(float[] vector) {
      Map<String, MetadataValue> metadata = new HashMap<>();
      if (category != null) {
        metadata.put("category", MetadataValue.of(category));
      }
      PriceRange.of(product.content())
          .ifPresent(range -> metadata.put("price_range", MetadataValue.of(range)));
      return new VectorDocument(
          product.organizationId(),
          product.id(),
          vector,
          keywords(),
          metadata,
          product.createdAt());
    }

    private String keywords() {
      ProductContent content = product.content();
      Stream<@Nullable String> own =
          Stream.of(text(), content.sku(), content.gtin(), content.externalId());
      Stream<@Nullable String> variants =
          content.variants().stream()
              .flatMap((Variant v) -> Stream.of(v.name(), v.sku(), v.gtin()));
      String words =
          Stream.concat(own, Stream.concat(variants, content.attributes().values().stream()))
              .filter(Objects::nonNull)
              .collect(Collectors.joining("\n"));
      return words.substring(0, Math.min(KEYWORDS, words.length()));
    }
  }
}
