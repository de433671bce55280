package dev.crow.product.importing;

import dev.crow.product.category.Categories;
import dev.crow.product.job.JobFailure;
import dev.crow.product.job.JobProblem;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Products of a JSON file: an array of objects, or objects one after the other. They have the
 * fields of the API, prices in minor units; {@code id} may stand for {@code externalId}, and {@code
 * category} names a path.
 */
final class JsonRows implements RowSource {

  private final JsonParser parser;
  private final @Nullable String currency;
  private boolean begun;

  JsonRows(Reader file, @Nullable String currency, JsonMapper json) {
    this.parser = json.createParser(file);
    this.currency = currency;
  }

  @Override
  public Optional<ImportRow> next() {
    try {
      JsonToken token = parser.nextToken();
      if (!begun && token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      begun = true;
      if (token == null || token == JsonToken.END_ARRAY) {
        return Optional.empty();
      }
      long line = parser.currentTokenLocation().getLineNr();
      if (token != JsonToken.START_OBJECT) {
        throw new JobFailure(
            "malformed-json", "Line " + line + ": the file holds something that is no object.");
      }
      JsonNode product = parser.readValueAsTree();
      return Optional.of(row(line, (ObjectNode) product));
    } catch (JacksonException e) {
      long line = parser.currentLocation().getLineNr();
      throw new JobFailure("malformed-json", "Line " + line + ": the file is no proper JSON.");
    }
  }

  private ImportRow row(long line, ObjectNode product) {
    List<JobProblem> problems = new ArrayList<>();
    if (product.has("id") && !product.has("externalId")) {
      product.set("externalId", product.get("id"));
    }
    product.remove("id");
    String category = text(line, product, "category", problems);
    product.remove("category");
    boolean priced = product.hasNonNull("price") || product.hasNonNull("listPrice");
    if (currency != null && priced && !product.hasNonNull("currency")) {
      product.put("currency", currency);
    }
    String id = text(line, product, "externalId", problems);
    if (id == null) {
      id = text(line, product, "sku", problems);
    }
    return new ImportRow(
        line,
        id == null ? "" : id,
        product,
        category == null ? null : Categories.normalized(category).orElse(null),
        problems);
  }

  private static @Nullable String text(
      long line, ObjectNode product, String field, List<JobProblem> problems) {
    JsonNode value = product.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      problems.add(new JobProblem(line, field, "validation-failed", "must be a text"));
      return null;
    }
    return value.asString().strip();
  }
}
