package dev.crow.d1;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Parameters of types that SQLite does not have. */
abstract class PlainPreparedStatement extends D1Statement implements PreparedStatement {

  PlainPreparedStatement(D1Connection connection) {
    super(connection);
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
    throw Unsupported.method("PreparedStatement.setUnicodeStream");
  }

  @Override
  public void setRef(int parameterIndex, Ref x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setRef");
  }

  @Override
  public void setBlob(int parameterIndex, Blob x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setBlob");
  }

  @Override
  public void setClob(int parameterIndex, Clob x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setClob");
  }

  @Override
  public void setArray(int parameterIndex, Array x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setArray");
  }

  @Override
  public void setURL(int parameterIndex, URL x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setURL");
  }

  @Override
  public void setRowId(int parameterIndex, RowId x) throws SQLException {
    throw Unsupported.method("PreparedStatement.setRowId");
  }

  @Override
  public void setNClob(int parameterIndex, NClob value) throws SQLException {
    throw Unsupported.method("PreparedStatement.setNClob");
  }

  @Override
  public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
    throw Unsupported.method("PreparedStatement.setClob");
  }

  @Override
  public void setBlob(int parameterIndex, InputStream inputStream, long length)
      throws SQLException {
    throw Unsupported.method("PreparedStatement.setBlob");
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
    throw Unsupported.method("PreparedStatement.setNClob");
  }

  @Override
  public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
    throw Unsupported.method("PreparedStatement.setSQLXML");
  }

  @Override
  public void setClob(int parameterIndex, Reader reader) throws SQLException {
    throw Unsupported.method("PreparedStatement.setClob");
  }

  @Override
  public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
    throw Unsupported.method("PreparedStatement.setBlob");
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader) throws SQLException {
    throw Unsupported.method("PreparedStatement.setNClob");
  }
}
