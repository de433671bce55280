package dev.crow.vectorindex.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Compares a vector with every document that passes a filter: exact, and fast while they are few.
 */
final class ExactScan {

  /** Worst first: the lower score, and of equal scores the later document. */
  private static final Comparator<ScoreDoc> WORST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(hit -> hit.score)
          .thenComparing(hit -> hit.doc, Comparator.reverseOrder());

  private ExactScan() {}

  static TopDocs nearest(IndexSearcher searcher, Query filter, float[] vector, int limit)
      throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    PriorityQueue<ScoreDoc> best = new PriorityQueue<>(WORST_FIRST);
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      scan(leaf, weight.scorer(leaf), vector, limit, best);
    }
    ScoreDoc[] hits = best.stream().sorted(WORST_FIRST.reversed()).toArray(ScoreDoc[]::new);
    return new TopDocs(new TotalHits(hits.length, TotalHits.Relation.EQUAL_TO), hits);
  }

  private static void scan(
      LeafReaderContext leaf,
      @Nullable Scorer filter,
      float[] vector,
      int limit,
      PriorityQueue<ScoreDoc> best)
      throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(Documents.VECTOR);
    if (filter == null || values == null) {
      return;
    }
    VectorScorer scorer = values.scorer(vector);
    Bits live = leaf.reader().getLiveDocs();
    DocIdSetIterator documents =
        ConjunctionUtils.intersectIterators(List.of(filter.iterator(), scorer.iterator()));
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live == null || live.get(doc)) {
        offer(best, limit, leaf.docBase + doc, scorer.score());
      }
    }
  }

  /** Documents come in ascending order, so one that only equals the worst kept one is worse. */
  private static void offer(PriorityQueue<ScoreDoc> best, int limit, int doc, float score) {
    if (best.size() == limit) {
      if (score <= best.element().score) {
        return;
      }
      best.remove();
    }
    best.add(new ScoreDoc(doc, score));
  }
}
