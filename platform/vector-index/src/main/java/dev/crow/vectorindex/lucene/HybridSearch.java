package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.UnitVector;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.words.TextAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Answers one query on one state of the index. */
final class HybridSearch {

  /**
   * How deep both rankings are read. For the graph search it is the breadth as well: a tenth of the
   * hits is lost when only the wanted ten are asked for, next to none when a hundred are.
   */
  private static final int DEPTH = 100;

  /** The usual constant of reciprocal rank fusion. */
  private static final int RANK_CONSTANT = 60;

  /** More words than this are not looked for: a question has fewer, and each costs a lookup. */
  private static final int MAX_TERMS = 64;

  private final IndexSearcher searcher;
  private final TextAnalyzer analyzer;
  private final VectorQuery query;
  private final Query visible;
  private final float @Nullable [] vector;

  HybridSearch(IndexReader reader, TextAnalyzer analyzer, VectorQuery query) {
    this.searcher = new TenantSearcher(reader, Filters.of(query.organizationId()));
    this.analyzer = analyzer;
    this.query = query;
    this.visible = Filters.visibleTo(query);
    float[] asked = query.vector();
    this.vector = asked == null ? null : UnitVector.of(asked);
  }

  /**
   * @param exactScanLimit up to how many candidates are compared one by one
   */
  List<VectorMatch> run(int exactScanLimit) throws IOException {
    List<TopDocs> rankings = new ArrayList<>();
    if (vector != null) {
      rankings.add(new NearestSearch(searcher, visible, exactScanLimit).nearest(vector, DEPTH));
    }
    String text = query.text();
    if (text != null) {
      rankings.add(searcher.search(byWords(text), DEPTH));
    }
    if (rankings.size() == 1) {
      return matches(rankings.getFirst());
    }
    return matches(TopDocs.rrf(query.topK(), RANK_CONSTANT, rankings.toArray(TopDocs[]::new)));
  }

  private Query byWords(String text) throws IOException {
    Set<String> terms = analyzer.terms(Documents.TEXT, text, MAX_TERMS);
    if (terms.isEmpty()) {
      return new MatchNoDocsQuery("no words");
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String term : terms) {
      any.add(new TermQuery(new Term(Documents.TEXT, term)), Occur.SHOULD);
    }
    return new BooleanQuery.Builder()
        .add(visible, Occur.FILTER)
        .add(any.build(), Occur.MUST)
        .build();
  }

  private List<VectorMatch> matches(TopDocs ranking) throws IOException {
    StoredFields stored = searcher.storedFields();
    List<VectorMatch> matches = new ArrayList<>();
    for (ScoreDoc hit : ranking.scoreDocs) {
      if (matches.size() == query.topK()) {
        break;
      }
      Double similarity = vector == null ? null : similarity(vector, hit.doc);
      boolean byVectorAlone = similarity != null && query.text() == null;
      double score = byVectorAlone ? similarity : hit.score;
      matches.add(Documents.read(stored.document(hit.doc), score, similarity));
    }
    return matches;
  }

  private @Nullable Double similarity(float[] wanted, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    FloatVectorValues values = leaf.reader().getFloatVectorValues(Documents.VECTOR);
    if (values == null) {
      return null;
    }
    DocIndexIterator position = values.iterator();
    position.advance(doc - leaf.docBase);
    return (double) VectorUtil.dotProduct(wanted, values.vectorValue(position.index()));
  }
}
