package dev.crow.product.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of what products are known by. */
final class IdentifierStore {

  private static final String FORGET_IDENTIFIERS =
      """
      DELETE FROM product_identifiers
      WHERE product_id IN (SELECT value FROM json_each(?))
      """;
  private static final String ADD_IDENTIFIERS =
      """
      INSERT INTO product_identifiers (org_id, kind, value, product_id)
      SELECT value ->> 'org', value ->> 'kind', value ->> 'value', value ->> 'product'
      FROM json_each(?) WHERE true ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  IdentifierStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void write(List<Write> writes) {
    List<Write> different =
        writes.stream()
            .filter(
                write ->
                    write.before() == null
                        || !Identifier.of(write.before().content())
                            .equals(Identifier.of(write.after().content())))
            .toList();
    List<String> known =
        different.stream()
            .filter(write -> write.before() != null)
            .map(write -> write.after().id())
            .toList();
    if (!known.isEmpty()) {
      jdbc.sql(FORGET_IDENTIFIERS).param(json.writeValueAsString(known)).update();
    }
    List<Map<String, String>> identifiers =
        different.stream().flatMap(write -> identifiers(write.after())).toList();
    if (!identifiers.isEmpty()) {
      jdbc.sql(ADD_IDENTIFIERS).param(json.writeValueAsString(identifiers)).update();
    }
  }

  private static Stream<Map<String, String>> identifiers(Product product) {
    return Identifier.of(product.content()).stream()
        .map(
            identifier ->
                Map.of(
                    "org", product.organizationId(),
                    "kind", identifier.kind().name(),
                    "value", identifier.value(),
                    "product", product.id()));
  }

  void forget(Product product) {
    jdbc.sql("DELETE FROM product_identifiers WHERE product_id = ?").param(product.id()).update();
  }
}
