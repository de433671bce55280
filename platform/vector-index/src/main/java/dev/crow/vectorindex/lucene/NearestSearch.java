package dev.crow.vectorindex.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;

/** Finds the nearest of the documents a query may see, in the cheaper of two ways. */
final class NearestSearch {

  private final IndexSearcher searcher;
  private final Query visible;
  private final int exactScanLimit;

  /**
   * @param exactScanLimit up to how many candidates are compared one by one even if the graph might
   *     be cheaper; 0 for always the graph
   */
  NearestSearch(IndexSearcher searcher, Query visible, int exactScanLimit) {
    this.searcher = searcher;
    this.visible = visible;
    this.exactScanLimit = exactScanLimit;
  }

  TopDocs nearest(float[] vector, int depth) throws IOException {
    int candidates = searcher.count(visible);
    if (exactScanLimit > 0
        && candidates <= Math.max(exactScanLimit, graphComparisons(candidates, depth))) {
      return ExactScan.nearest(searcher, visible, vector, depth);
    }
    boolean all = candidates == searcher.getIndexReader().numDocs();
    return searcher.search(
        all
            ? new KnnFloatVectorQuery(Documents.VECTOR, vector, depth)
            : new KnnFloatVectorQuery(Documents.VECTOR, vector, depth, visible),
        depth);
  }

  /**
   * How many comparisons following the graphs takes, as measured: in each segment about as many as
   * its breadth times the steps a search of halves takes, and so much more as fewer documents pass
   * the filter. Many small segments, or a strict filter, make the exact way the cheaper one.
   */
  private double graphComparisons(int candidates, int depth) {
    double comparisons = 0;
    int documents = 1;
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      int inLeaf = Math.max(2, leaf.reader().numDocs());
      comparisons += Math.min(inLeaf, depth * Math.log(inLeaf) / Math.log(2));
      documents += inLeaf;
    }
    return comparisons * documents / Math.max(1, candidates);
  }
}
