package dev.crow.product.search;

import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.SearchIndex;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.vectorindex.BackgroundRebuild;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexes;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

  @Bean
  IndexDefinition productIndexDefinition(EmbeddingModel embeddings) {
    return IndexDefinition.of(
        SearchIndex.PRODUCTS.indexName(),
        embeddings.modelName(),
        embeddings.dimension(),
        SearchIndex.PRODUCTS.texts(),
        SearchIndex.PRODUCTS.numbers());
  }

  @Bean
  VectorIndex productVectorIndex(VectorIndexes indexes, IndexDefinition productIndexDefinition) {
    return indexes.open(productIndexDefinition);
  }

  @Bean
  ProductVectors productVectors(EmbeddingModel embeddings, VectorIndex index) {
    return new ProductVectors(embeddings, index);
  }

  @Bean
  ProductIndexing productIndexing(Catalogue catalogue, ProductVectors vectors, JdbcClient jdbc) {
    return new ProductIndexing(catalogue, vectors, jdbc);
  }

  /** Brings the index after the rows for as long as the service runs. */
  @Bean
  BackgroundWork productIndexingWork(ProductIndexing indexing) {
    // An interruption would break the index's files open.
    return BackgroundWork.uninterrupted("product-indexing", indexing::step);
  }

  @Bean
  BackgroundRebuild indexRebuild(
      VectorIndex index,
      IndexDefinition productIndexDefinition,
      ProductIndexing indexing,
      Catalogue catalogue,
      Clock clock) {
    return new BackgroundRebuild(
        new IndexRebuild<>(
            index, productIndexDefinition, new ProductRows(catalogue), indexing::put, clock));
  }

  @Bean
  ProductSearch productSearch(
      EmbeddingModel embeddings, VectorIndex index, ProductVectors vectors, Catalogue catalogue) {
    return new ProductSearch(embeddings, index, vectors, catalogue);
  }
}
