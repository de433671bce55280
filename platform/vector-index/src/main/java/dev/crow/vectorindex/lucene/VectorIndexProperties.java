package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.ModelChange;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a service keeps its vector indexes.
 *
 * @param kind where indexes are; looked at here only to refuse what does not exist
 * @param directory their folder; {@code vectors} in the data folder if not given
 * @param exactScanLimit up to how many candidates a query compares one by one, which is exact;
 *     beyond that it does so, or follows a neighbour graph, whichever is estimated to be cheaper; 0
 *     for always the graph
 * @param onModelChange what happens to an index of another embedding model than the configured one
 */
@ConfigurationProperties("crow.vector-index")
record VectorIndexProperties(
    @DefaultValue("lucene") Kind kind,
    @Nullable Path directory,
    @DefaultValue("" + LuceneVectorIndex.DEFAULT_EXACT_SCAN_LIMIT) int exactScanLimit,
    @DefaultValue("refuse") ModelChange onModelChange) {

  enum Kind {
    LUCENE,
    VECTORIZE
  }

  VectorIndexProperties {
    if (exactScanLimit < 0) {
      throw new IllegalArgumentException("crow.vector-index.exact-scan-limit must not be negative");
    }
  }
}
