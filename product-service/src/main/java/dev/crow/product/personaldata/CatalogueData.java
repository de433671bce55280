package dev.crow.product.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.ProductView;
import dev.crow.product.category.CategoryTree;
import dev.crow.product.importing.ImportFiles;
import dev.crow.product.search.ProductVectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A catalogue goes with its organization. It holds nothing on visitors; of people only who started
 * a job, which is forgotten with them.
 */
final class CatalogueData implements PersonalDataHolder {

  private static final int PAGE = 200;
  private static final String SOMEBODY = "user:erased";

  private final Catalogue catalogue;
  private final ProductVectors vectors;
  private final ObjectStore objects;
  private final ExportFiles files;
  private final JdbcClient jdbc;

  CatalogueData(
      Catalogue catalogue,
      ProductVectors vectors,
      ObjectStore objects,
      JsonMapper json,
      JdbcClient jdbc) {
    this.catalogue = catalogue;
    this.vectors = vectors;
    this.objects = objects;
    this.files = new ExportFiles(Services.PRODUCT, objects, json);
    this.jdbc = jdbc;
  }

  /** From now on nothing is added to the organization's catalogue, by whatever still runs. */
  void close(ErasureOrdered order) {
    if (order.scope() == Scope.ORGANIZATION) {
      jdbc.sql(
              """
              INSERT INTO erased_organizations (org_id, erasure_id) VALUES (?, ?)
              ON CONFLICT DO NOTHING
              """)
          .params(order.organizationId(), order.erasureId())
          .update();
    }
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    if (order.scope() != Scope.ORGANIZATION) {
      return Map.of();
    }
    String organization = order.organizationId();
    long count = vectors.count(organization);
    vectors.forgetAll(organization);
    long gone = objects.deleteAll(ObjectPrefix.of(ImportFiles.AREA, organization));
    return Map.of("vectors", count, "objects", gone);
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    return switch (order.scope()) {
      case VISITOR -> Map.of();
      case USER ->
          Map.of(
              "rows",
              (long)
                  jdbc.sql("UPDATE jobs SET created_by = ? WHERE org_id = ? AND created_by = ?")
                      .params(SOMEBODY, order.organizationId(), "user:" + order.subjectId())
                      .update());
      case ORGANIZATION -> Map.of("rows", eraseAll(order.organizationId()));
    };
  }

  private long eraseAll(String organizationId) {
    long rows = 0;
    // What the indexing has in hand may reach the index after its clearing, and is taken out again.
    rows +=
        jdbc.sql(
                """
                INSERT INTO forgotten_products (product_id, org_id)
                SELECT id, org_id FROM products WHERE org_id = ?
                """)
            .param(organizationId)
            .update();
    for (String table :
        List.of(
            "products",
            "product_identifiers",
            "product_history",
            "categories",
            "job_problems",
            "jobs")) {
      int deleted =
          jdbc.sql("DELETE FROM " + table + " WHERE org_id = ?").param(organizationId).update();
      rows += table.equals("products") ? 0 : deleted;
    }
    return rows;
  }

  /** A page to an object. */
  @Override
  public List<String> export(ExportOrdered order) {
    if (order.scope() != Scope.ORGANIZATION) {
      return List.of();
    }
    String organization = order.organizationId();
    CategoryTree tree = catalogue.categories(organization);
    List<String> keys = new ArrayList<>();
    List<Product> page = catalogue.after(organization, "", PAGE);
    while (!page.isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("products", page.stream().map(one -> ProductView.of(one, tree)).toList());
      keys.add(files.put(order, keys.isEmpty() ? "" : "-" + (keys.size() + 1), content));
      page = catalogue.after(organization, page.getLast().id(), PAGE);
    }
    return keys;
  }
}
