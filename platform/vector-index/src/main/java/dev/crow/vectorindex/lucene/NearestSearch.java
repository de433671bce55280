package dev.crow.vectorindex.lucene;

import java.io.IOException;
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
   * @param exactScanLimit up to how many candidates are compared one by one
   */
  NearestSearch(IndexSearcher searcher, Query visible, int exactScanLimit) {
    this.searcher = searcher;
    this.visible = visible;
    this.exactScanLimit = exactScanLimit;
  }

  TopDocs nearest(float[] vector, int depth) throws IOException {
    int candidates = searcher.count(visible);
    if (candidates <= exactScanLimit) {
      return ExactScan.nearest(searcher, visible, vector, depth);
    }
    boolean all = candidates == searcher.getIndexReader().numDocs();
    return searcher.search(
        all
            ? new KnnFloatVectorQuery(Documents.VECTOR, vector, depth)
            : new KnnFloatVectorQuery(Documents.VECTOR, vector, depth, visible),
        depth);
  }
}
