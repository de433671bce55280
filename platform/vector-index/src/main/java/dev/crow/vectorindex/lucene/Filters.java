package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorQuery;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Which documents a query may see. */
final class Filters {

  private Filters() {}

  /** Everything one organization has. All reading and deleting starts from here or from a key. */
  static Query of(String organizationId) {
    VectorLimits.checkOrganization(organizationId);
    return new TermQuery(new Term(Documents.ORGANIZATION, organizationId));
  }

  /** The organization's documents that pass the query's filters. */
  static Query visibleTo(VectorQuery query) {
    Query tenant = of(query.organizationId());
    Query time = time(query.from(), query.to());
    if (time == null && query.conditions().isEmpty()) {
      return tenant;
    }
    BooleanQuery.Builder filter = new BooleanQuery.Builder().add(tenant, Occur.FILTER);
    if (time != null) {
      filter.add(time, Occur.FILTER);
    }
    for (Condition condition : query.conditions()) {
      Occur occur =
          switch (condition.operator()) {
            case NOT_EQUAL, NONE_OF -> Occur.MUST_NOT;
            case EQUAL, ONE_OF, LESS, AT_MOST, GREATER, AT_LEAST -> Occur.FILTER;
          };
      filter.add(fulfilling(condition), occur);
    }
    return filter.build();
  }

  private static @Nullable Query time(@Nullable Instant from, @Nullable Instant to) {
    if (from == null && to == null) {
      return null;
    }
    return LongField.newRangeQuery(
        Documents.TIME,
        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
        to == null ? Long.MAX_VALUE : to.toEpochMilli() - 1);
  }

  /** Of a negative condition, what it excludes. */
  private static Query fulfilling(Condition condition) {
    return switch (condition.operand()) {
      case MetadataValue.Numeric(double value) -> numbers(condition, value);
      case MetadataValue.Text _, MetadataValue.Flag _ -> terms(condition);
    };
  }

  private static Query numbers(Condition condition, double value) {
    String field = Documents.numberField(condition.key());
    return switch (condition.operator()) {
      case EQUAL, NOT_EQUAL -> DoublePoint.newExactQuery(field, value);
      case ONE_OF, NONE_OF ->
          DoublePoint.newSetQuery(
              field,
              condition.operands().stream()
                  .mapToDouble(each -> ((MetadataValue.Numeric) each).value())
                  .toArray());
      case LESS ->
          DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, DoublePoint.nextDown(value));
      case AT_MOST -> DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, value);
      case GREATER ->
          DoublePoint.newRangeQuery(field, DoublePoint.nextUp(value), Double.POSITIVE_INFINITY);
      case AT_LEAST -> DoublePoint.newRangeQuery(field, value, Double.POSITIVE_INFINITY);
    };
  }

  private static Query terms(Condition condition) {
    List<BytesRef> terms =
        condition.operands().stream()
            .map(operand -> new BytesRef(Documents.term(operand)))
            .toList();
    String field = Documents.termField(condition.key());
    BytesRef term = terms.getFirst();
    return switch (condition.operator()) {
      case EQUAL, NOT_EQUAL -> new TermQuery(new Term(field, term));
      case ONE_OF, NONE_OF -> new TermInSetQuery(field, terms);
      case LESS -> new TermRangeQuery(field, null, term, true, false);
      case AT_MOST -> new TermRangeQuery(field, null, term, true, true);
      case GREATER -> new TermRangeQuery(field, term, null, false, true);
      case AT_LEAST -> new TermRangeQuery(field, term, null, true, true);
    };
  }
}
