package dev.crow.vectorindex.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermStatistics;

/**
 * Weighs words by how rare they are in one organization's documents. With Lucene's statistics,
 * which are the whole index's, scores would depend on, and tell of, what other organizations store.
 */
final class TenantSearcher extends IndexSearcher {

  /** The length, in words, that counts as average: a constant, for the same reason. */
  private static final int TYPICAL_LENGTH = 30;

  private final Query tenant;

  TenantSearcher(IndexReader reader, Query tenant) {
    super(reader);
    this.tenant = tenant;
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
      throws IOException {
    Query having =
        new BooleanQuery.Builder()
            .add(tenant, Occur.FILTER)
            .add(new TermQuery(term), Occur.FILTER)
            .build();
    long frequency = Math.max(1, count(having));
    return new TermStatistics(term.bytes(), frequency, frequency);
  }

  @Override
  public CollectionStatistics collectionStatistics(String field) throws IOException {
    long documents = Math.max(1, count(tenant));
    long words = documents * TYPICAL_LENGTH;
    return new CollectionStatistics(field, documents, documents, words, words);
  }
}
