package dev.crow.auth.token;

import dev.crow.security.Seal;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The signing keys of all instances, encrypted with the key in {@code seal.key}: databases get
 * copied, dumped and backed up, and whoever reads one of those must not be able to sign.
 */
@Repository
class SigningKeyStore {

  private static final String ID = "signing-keys";
  private static final String FIND = "SELECT version, content FROM signing_keys WHERE id = :id";
  private static final String ADD =
      "INSERT INTO signing_keys (id, version, content) VALUES (:id, 1, :content)";
  private static final String REPLACE =
      """
      UPDATE signing_keys SET version = version + 1, content = :content
      WHERE id = :id AND version = :version
      """;

  private final JdbcClient jdbc;
  private final Seal seal;

  SigningKeyStore(JdbcClient jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /**
   * @throws IllegalStateException if they were closed with another key
   */
  Optional<Versioned> find() {
    return jdbc.sql(FIND)
        .param("id", ID)
        .query(
            (row, _) ->
                new Versioned(row.getLong("version"), seal.open(row.getString("content"), ID)))
        .optional();
  }

  /** Does nothing if another instance was first. */
  @Transactional
  public void add(String content) {
    if (find().isPresent()) {
      return;
    }
    try {
      jdbc.sql(ADD).param("id", ID).param("content", seal.close(content, ID)).update();
    } catch (DuplicateKeyException first) {
      // Another instance made them meanwhile; theirs are read like everybody else's.
      return;
    }
  }

  /** Returns false if another instance was first. */
  @Transactional
  public boolean replace(long version, String content) {
    return jdbc.sql(REPLACE)
            .param("id", ID)
            .param("version", version)
            .param("content", seal.close(content, ID))
            .update()
        == 1;
  }

  /** The keys in clear, and which state of them it is. */
  record Versioned(long version, String content) {
    @Override
    public String toString() {
      return "Versioned[" + version + "]";
    }
  }
}
