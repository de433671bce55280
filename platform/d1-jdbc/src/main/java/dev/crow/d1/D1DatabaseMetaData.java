package dev.crow.d1;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells about D1, its tables and their columns, keys and indexes. */
final class D1DatabaseMetaData extends SqliteAbsences {

  private final D1Connection connection;
  private final Schema schema;

  D1DatabaseMetaData(D1Connection connection) {
    this.connection = connection;
    this.schema = new Schema(connection);
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    return schema.tables(tableNamePattern, types);
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return schema.columns(tableNamePattern, columnNamePattern);
  }

  @Override
  public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return this.schema.primaryKeys(table);
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return this.schema.indexes(table, unique);
  }

  @Override
  public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return this.schema.importedKeys(table);
  }

  @Override
  public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return this.schema.exportedKeys(table);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return schema.tableTypes();
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return schema.types();
  }

  @Override
  public ResultSet getSchemas() {
    return Rows.of(java.util.List.of("TABLE_SCHEM", "TABLE_CATALOG"), java.util.List.of());
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) {
    return getSchemas();
  }

  @Override
  public ResultSet getCatalogs() {
    return Rows.of(java.util.List.of("TABLE_CAT"), java.util.List.of());
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() throws SQLException {
    return connection.session().settings().url();
  }

  @Override
  public String getUserName() {
    return "";
  }

  /** SQLite's SQL is what it takes, but it is not a SQLite that tools know. */
  @Override
  public String getDatabaseProductName() {
    return "Cloudflare D1";
  }

  @Override
  public String getDatabaseProductVersion() {
    return "3";
  }

  @Override
  public String getDriverName() {
    return "CROW D1 JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    return D1Driver.MAJOR + "." + D1Driver.MINOR;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSQLKeywords() {
    return "ABORT,ATTACH,AUTOINCREMENT,CONFLICT,DETACH,EXPLAIN,FAIL,GLOB,IGNORE,INDEX,INDEXED,"
        + "ISNULL,LIMIT,NOTNULL,OFFSET,PLAN,PRAGMA,QUERY,RAISE,REGEXP,REINDEX,RENAME,REPLACE,"
        + "RETURNING,TEMP,TRIGGER,VACUUM,VIEW,VIRTUAL";
  }

  @Override
  public String getNumericFunctions() {
    return "abs,ceil,floor,max,min,mod,pow,random,round,sign,sqrt,trunc";
  }

  @Override
  public String getStringFunctions() {
    return "char,concat,hex,instr,length,lower,ltrim,replace,rtrim,substr,trim,unhex,upper";
  }

  @Override
  public String getSystemFunctions() {
    return "changes,last_insert_rowid,typeof";
  }

  @Override
  public String getTimeDateFunctions() {
    return "date,datetime,julianday,strftime,time,unixepoch";
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  @Override
  public String getSchemaTerm() {
    return "";
  }

  @Override
  public String getProcedureTerm() {
    return "";
  }

  @Override
  public String getCatalogTerm() {
    return "";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
