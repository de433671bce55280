package dev.crow.d1;

import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Map;

/** What needs a cursor that moves backwards, or types that SQLite does not have. */
abstract class ForwardResultSet extends UnchangeableResultSet implements ResultSet {
  @Override
  @Deprecated
  public InputStream getUnicodeStream(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getUnicodeStream");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getUnicodeStream");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw Unsupported.method("ResultSet.getCursorName");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw Unsupported.method("ResultSet.beforeFirst");
  }

  @Override
  public void afterLast() throws SQLException {
    throw Unsupported.method("ResultSet.afterLast");
  }

  @Override
  public boolean first() throws SQLException {
    throw Unsupported.method("ResultSet.first");
  }

  @Override
  public boolean last() throws SQLException {
    throw Unsupported.method("ResultSet.last");
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw Unsupported.method("ResultSet.absolute");
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw Unsupported.method("ResultSet.relative");
  }

  @Override
  public boolean previous() throws SQLException {
    throw Unsupported.method("ResultSet.previous");
  }

  @Override
  public Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
    throw Unsupported.method("ResultSet.getObject");
  }

  @Override
  public Ref getRef(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getRef");
  }

  @Override
  public Blob getBlob(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getBlob");
  }

  @Override
  public Clob getClob(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getClob");
  }

  @Override
  public Array getArray(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getArray");
  }

  @Override
  public Object getObject(String columnLabel, Map<String, Class<?>> map) throws SQLException {
    throw Unsupported.method("ResultSet.getObject");
  }

  @Override
  public Ref getRef(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getRef");
  }

  @Override
  public Blob getBlob(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getBlob");
  }

  @Override
  public Clob getClob(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getClob");
  }

  @Override
  public Array getArray(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getArray");
  }

  @Override
  public URL getURL(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getURL");
  }

  @Override
  public URL getURL(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getURL");
  }

  @Override
  public RowId getRowId(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getRowId");
  }

  @Override
  public RowId getRowId(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getRowId");
  }

  @Override
  public NClob getNClob(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getNClob");
  }

  @Override
  public NClob getNClob(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getNClob");
  }

  @Override
  public SQLXML getSQLXML(int columnIndex) throws SQLException {
    throw Unsupported.method("ResultSet.getSQLXML");
  }

  @Override
  public SQLXML getSQLXML(String columnLabel) throws SQLException {
    throw Unsupported.method("ResultSet.getSQLXML");
  }
}
