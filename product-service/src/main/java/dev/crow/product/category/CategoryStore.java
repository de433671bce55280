package dev.crow.product.category;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of categories. */
final class CategoryStore {

  private final JdbcClient jdbc;

  CategoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Category> all(String organizationId) {
    return jdbc.sql("SELECT * FROM categories WHERE org_id = ?")
        .param(organizationId)
        .query(CategoryStore::category)
        .list();
  }

  Optional<Category> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM categories WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(CategoryStore::category)
        .optional();
  }

  /** Does nothing if its parent has one of that name already, or the organization is erased. */
  boolean insert(String organizationId, Category category, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO categories (id, org_id, parent_id, name, version, created_at, updated_at)
                SELECT :id, :org, :parent, :name, 1, :now, :now
                WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
                ON CONFLICT DO NOTHING
                """)
            .param("id", category.id())
            .param("org", organizationId)
            .param("parent", category.parentId())
            .param("name", category.name())
            .param("now", Timestamps.format(now))
            .update()
        == 1;
  }

  boolean update(String organizationId, Category category, Instant now) {
    return jdbc.sql(
                """
                UPDATE categories SET parent_id = ?, name = ?, version = ?, updated_at = ?
                WHERE org_id = ? AND id = ? AND version = ?
                """)
            .param(category.parentId())
            .param(category.name())
            .param(category.version())
            .param(Timestamps.format(now))
            .param(organizationId)
            .param(category.id())
            .param(category.version() - 1)
            .update()
        == 1;
  }

  /** Returns false if something is in it. */
  boolean delete(String organizationId, String id) {
    return jdbc.sql(
                """
                DELETE FROM categories WHERE org_id = :org AND id = :id
                  AND NOT EXISTS (SELECT 1 FROM products WHERE org_id = :org AND category_id = :id)
                  AND NOT EXISTS (SELECT 1 FROM categories WHERE org_id = :org AND parent_id = :id)
                """)
            .param("org", organizationId)
            .param("id", id)
            .update()
        == 1;
  }

  private static Category category(java.sql.ResultSet row, int number)
      throws java.sql.SQLException {
    @Nullable String parent = row.getString("parent_id");
    return new Category(row.getString("id"), parent, row.getString("name"), row.getLong("version"));
  }
}
