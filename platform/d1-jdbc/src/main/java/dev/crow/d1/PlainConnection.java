package dev.crow.d1;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/** What D1 has nothing for: savepoints, procedures, and types of other databases. */
abstract class PlainConnection implements Connection {
  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw Unsupported.method("Connection.prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    throw Unsupported.method("Connection.prepareCall");
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw Unsupported.method("Connection.setSavepoint");
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw Unsupported.method("Connection.setSavepoint");
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw Unsupported.method("Connection.rollback");
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw Unsupported.method("Connection.releaseSavepoint");
  }

  @Override
  public CallableStatement prepareCall(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    throw Unsupported.method("Connection.prepareCall");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw Unsupported.method("Connection.createClob");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw Unsupported.method("Connection.createBlob");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw Unsupported.method("Connection.createNClob");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw Unsupported.method("Connection.createSQLXML");
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    throw Unsupported.method("Connection.createArrayOf");
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw Unsupported.method("Connection.createStruct");
  }
}
