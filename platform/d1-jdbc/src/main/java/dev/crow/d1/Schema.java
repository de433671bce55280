package dev.crow.d1;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema in the shapes that {@link DatabaseMetaData} prescribes. D1's own tables and
 * those of SQLite are left out; looking at D1's is refused.
 */
final class Schema {

  private static final String USER_OBJECTS =
      """
      FROM sqlite_master m
      WHERE m.name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      """;

  private static final String TABLES =
      """
      SELECT NULL AS TABLE_CAT, NULL AS TABLE_SCHEM, m.name AS TABLE_NAME,
        upper(m.type) AS TABLE_TYPE, NULL AS REMARKS, NULL AS TYPE_CAT, NULL AS TYPE_SCHEM,
        NULL AS TYPE_NAME, NULL AS SELF_REFERENCING_COL_NAME, NULL AS REF_GENERATION
      """
          + USER_OBJECTS
          + """
            AND m.type IN ('table', 'view') AND (?1 = 1 OR m.type <> 'table')
            AND (?2 = 1 OR m.type <> 'view') AND m.name LIKE ?3 ESCAPE '\\'
          ORDER BY TABLE_TYPE, TABLE_NAME
          """;

  /** The part with the pragma must not see D1's own tables, so they are left out beforehand. */
  private static final String COLUMNS =
      "WITH t AS MATERIALIZED (SELECT m.name "
          + USER_OBJECTS
          + """
             AND m.type IN ('table', 'view') AND m.name LIKE ?1 ESCAPE '\\')
          SELECT NULL AS TABLE_CAT, NULL AS TABLE_SCHEM, t.name AS TABLE_NAME,
            c.name AS COLUMN_NAME, CASE
              WHEN upper(c.type) LIKE '%INT%' THEN ?3
              WHEN upper(c.type) LIKE '%CHAR%' OR upper(c.type) LIKE '%TEXT%'
                OR upper(c.type) LIKE '%CLOB%' THEN ?4
              WHEN upper(c.type) LIKE '%BLOB%' OR c.type = '' THEN ?5
              WHEN upper(c.type) LIKE '%REAL%' OR upper(c.type) LIKE '%FLOA%'
                OR upper(c.type) LIKE '%DOUB%' THEN ?6
              ELSE ?7 END AS DATA_TYPE,
            c.type AS TYPE_NAME, 2000000 AS COLUMN_SIZE, NULL AS BUFFER_LENGTH,
            NULL AS DECIMAL_DIGITS, 10 AS NUM_PREC_RADIX,
            iif(c."notnull" OR c.pk > 0, 0, 1) AS NULLABLE, NULL AS REMARKS,
            c.dflt_value AS COLUMN_DEF, 0 AS SQL_DATA_TYPE, 0 AS SQL_DATETIME_SUB,
            2000000 AS CHAR_OCTET_LENGTH, c.cid + 1 AS ORDINAL_POSITION,
            iif(c."notnull" OR c.pk > 0, 'NO', 'YES') AS IS_NULLABLE, NULL AS SCOPE_CATALOG,
            NULL AS SCOPE_SCHEMA, NULL AS SCOPE_TABLE, NULL AS SOURCE_DATA_TYPE,
            iif(c.pk > 0 AND upper(c.type) = 'INTEGER', 'YES', 'NO') AS IS_AUTOINCREMENT,
            iif(c.hidden IN (2, 3), 'YES', 'NO') AS IS_GENERATEDCOLUMN
          FROM t JOIN pragma_table_xinfo(t.name) c
          WHERE c.hidden <> 1 AND c.name LIKE ?2 ESCAPE '\\'
          ORDER BY TABLE_NAME, ORDINAL_POSITION
          """;

  private static final String PRIMARY_KEYS =
      """
      SELECT NULL AS TABLE_CAT, NULL AS TABLE_SCHEM, ?1 AS TABLE_NAME, name AS COLUMN_NAME,
        pk AS KEY_SEQ, NULL AS PK_NAME
      FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY COLUMN_NAME
      """;

  private static final String INDEXES =
      """
      SELECT NULL AS TABLE_CAT, NULL AS TABLE_SCHEM, ?1 AS TABLE_NAME,
        iif(l."unique", 0, 1) AS NON_UNIQUE, NULL AS INDEX_QUALIFIER, l.name AS INDEX_NAME,
        ?3 AS TYPE, i.seqno + 1 AS ORDINAL_POSITION, i.name AS COLUMN_NAME,
        iif(i."desc", 'D', 'A') AS ASC_OR_DESC, 0 AS CARDINALITY, 0 AS PAGES,
        NULL AS FILTER_CONDITION
      FROM pragma_index_list(?1) l JOIN pragma_index_xinfo(l.name) i
      WHERE i.key = 1 AND (?2 = 0 OR l."unique" = 1)
      ORDER BY NON_UNIQUE, INDEX_NAME, ORDINAL_POSITION
      """;

  /** A key that names no columns refers to the primary key. */
  private static final String KEYS =
      """
      SELECT NULL AS PKTABLE_CAT, NULL AS PKTABLE_SCHEM, f."table" AS PKTABLE_NAME,
        coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = f.seq + 1))
          AS PKCOLUMN_NAME,
        NULL AS FKTABLE_CAT, NULL AS FKTABLE_SCHEM, %1$s AS FKTABLE_NAME,
        f."from" AS FKCOLUMN_NAME, f.seq + 1 AS KEY_SEQ, %2$s AS UPDATE_RULE, %3$s AS DELETE_RULE,
        'fk_' || %1$s || '_' || f.id AS FK_NAME, NULL AS PK_NAME, %4$d AS DEFERRABILITY
      """;

  private static final String IMPORTED =
      KEYS.formatted(
              "?1", rule("on_update"), rule("on_delete"), DatabaseMetaData.importedKeyNotDeferrable)
          + "FROM pragma_foreign_key_list(?1) f ORDER BY PKTABLE_NAME, FK_NAME, KEY_SEQ";

  private static final String EXPORTED =
      "WITH t AS MATERIALIZED (SELECT m.name "
          + USER_OBJECTS
          + " AND m.type = 'table') "
          + KEYS.formatted(
              "t.name",
              rule("on_update"),
              rule("on_delete"),
              DatabaseMetaData.importedKeyNotDeferrable)
          + "FROM t JOIN pragma_foreign_key_list(t.name) f WHERE f.\"table\" = ?1 COLLATE NOCASE"
          + " ORDER BY FKTABLE_NAME, FK_NAME, KEY_SEQ";

  private final D1Connection connection;

  Schema(D1Connection connection) {
    this.connection = connection;
  }

  private static String rule(String column) {
    return "CASE f.%s WHEN 'CASCADE' THEN %d WHEN 'SET NULL' THEN %d WHEN 'SET DEFAULT' THEN %d WHEN 'RESTRICT' THEN %d ELSE %d END"
        .formatted(
            column,
            DatabaseMetaData.importedKeyCascade,
            DatabaseMetaData.importedKeySetNull,
            DatabaseMetaData.importedKeySetDefault,
            DatabaseMetaData.importedKeyRestrict,
            DatabaseMetaData.importedKeyNoAction);
  }

  ResultSet tables(@Nullable String name, String @Nullable [] types) throws SQLException {
    return query(TABLES, wants("TABLE", types), wants("VIEW", types), pattern(name));
  }

  private static long wants(String type, String @Nullable [] types) {
    if (types == null) {
      return 1;
    }
    for (String wanted : types) {
      if (wanted.toUpperCase(Locale.ROOT).equals(type)) {
        return 1;
      }
    }
    return 0;
  }

  private static String pattern(@Nullable String pattern) {
    return pattern == null ? "%" : pattern;
  }

  ResultSet columns(@Nullable String table, @Nullable String column) throws SQLException {
    return query(
        COLUMNS,
        pattern(table),
        pattern(column),
        (long) Types.INTEGER,
        (long) Types.VARCHAR,
        (long) Types.BLOB,
        (long) Types.REAL,
        (long) Types.NUMERIC);
  }

  ResultSet primaryKeys(String table) throws SQLException {
    return query(PRIMARY_KEYS, table);
  }

  ResultSet indexes(String table, boolean unique) throws SQLException {
    return query(INDEXES, table, unique ? 1L : 0L, (long) DatabaseMetaData.tableIndexOther);
  }

  ResultSet importedKeys(String table) throws SQLException {
    return query(IMPORTED, table);
  }

  ResultSet exportedKeys(String table) throws SQLException {
    return query(EXPORTED, table);
  }

  ResultSet tableTypes() {
    return Rows.of(List.of("TABLE_TYPE"), List.of(new Object[] {"TABLE"}, new Object[] {"VIEW"}));
  }

  ResultSet types() throws SQLException {
    return query(
        """
        WITH t(name, type) AS (VALUES ('BLOB', ?1), ('INTEGER', ?2), ('REAL', ?3), ('TEXT', ?4))
        SELECT name AS TYPE_NAME, type AS DATA_TYPE, 2000000 AS "PRECISION", NULL AS LITERAL_PREFIX,
          NULL AS LITERAL_SUFFIX, NULL AS CREATE_PARAMS, 1 AS NULLABLE, 1 AS CASE_SENSITIVE,
          3 AS SEARCHABLE, 0 AS UNSIGNED_ATTRIBUTE, 0 AS FIXED_PREC_SCALE, 0 AS AUTO_INCREMENT,
          name AS LOCAL_TYPE_NAME, 0 AS MINIMUM_SCALE, 0 AS MAXIMUM_SCALE, 0 AS SQL_DATA_TYPE,
          0 AS SQL_DATETIME_SUB, 10 AS NUM_PREC_RADIX
        FROM t ORDER BY DATA_TYPE
        """,
        (long) Types.BLOB,
        (long) Types.INTEGER,
        (long) Types.REAL,
        (long) Types.VARCHAR);
  }

  private ResultSet query(String sql, Object... values) throws SQLException {
    return new D1Statement(connection).query(Sql.parse(sql), values);
  }
}
