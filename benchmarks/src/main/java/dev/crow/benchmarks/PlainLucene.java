package dev.crow.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;

/** The same files, searched as one would without the index: the answers are ids of documents. */
final class PlainLucene implements AutoCloseable {

  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  PlainLucene(Path folder) throws IOException {
    directory = FSDirectory.open(folder);
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  int segments() {
    return reader.leaves().size();
  }

  List<String> graph(float[] query, int breadth, int count) throws IOException {
    return ids(searcher.search(new KnnFloatVectorQuery("vector", query, breadth), count).scoreDocs);
  }

  /** Looks at every document, and compares those of the tenant. */
  List<String> scan(String tenant, float[] query, int count) throws IOException {
    return scan(tenant, query, count, true);
  }

  /** Compares every document, and keeps those of the tenant. */
  List<String> scanAll(String tenant, float[] query, int count) throws IOException {
    return scan(tenant, query, count, false);
  }

  private List<String> scan(String tenant, float[] query, int count, boolean checkFirst)
      throws IOException {
    PriorityQueue<ScoreDoc> best = new PriorityQueue<>((a, b) -> Float.compare(a.score, b.score));
    for (LeafReaderContext leaf : reader.leaves()) {
      BitSet of = of(tenant, leaf);
      FloatVectorValues values = leaf.reader().getFloatVectorValues("vector");
      DocIndexIterator each = values.iterator();
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (checkFirst && !of.get(doc)) {
          continue;
        }
        float score = VectorUtil.dotProduct(query, values.vectorValue(each.index()));
        if (of.get(doc)) {
          best.add(new ScoreDoc(leaf.docBase + doc, score));
          if (best.size() > count) {
            best.remove();
          }
        }
      }
    }
    return ids(best.toArray(ScoreDoc[]::new));
  }

  private BitSet of(String tenant, LeafReaderContext leaf) throws IOException {
    FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
    Scorer scorer =
        searcher
            .createWeight(
                new TermQuery(new Term("organization", tenant)), ScoreMode.COMPLETE_NO_SCORES, 1)
            .scorer(leaf);
    if (scorer != null) {
      bits.or(scorer.iterator());
    }
    return bits;
  }

  private List<String> ids(ScoreDoc[] hits) throws IOException {
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      ids.add(searcher.storedFields().document(hit.doc).get("id"));
    }
    return ids;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
