package dev.crow.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import tools.jackson.databind.json.JsonMapper;

/** What the suite keeps, read from its files beside it, so that no code of its own is asked. */
final class Stored {

  private static final String INTERACTIONS =
      "SELECT session_id, run, metadata FROM interactions WHERE org_id = ?";

  private static final String WAITING = "SELECT EXISTS (SELECT 1 FROM outbox)";
  private static final String INDEX = "interaction-embeddings";

  private final Path data;
  private final String organization;
  private final JsonMapper json = JsonMapper.builder().build();

  Stored(Path data, String organization) {
    this.data = data;
    this.organization = organization;
  }

  /**
   * An interaction.
   *
   * @param session whose run it tells
   * @param run which
   * @param events their ids
   */
  record Interaction(String session, int run, List<String> events) {}

  void interactions(Consumer<Interaction> each) {
    try (Connection database = open();
        PreparedStatement question = database.prepareStatement(INTERACTIONS)) {
      question.setString(1, organization);
      try (ResultSet rows = question.executeQuery()) {
        while (rows.next()) {
          List<String> events = new ArrayList<>();
          json.readTree(rows.getString(3))
              .path("eventIds")
              .forEach(id -> events.add(id.asString()));
          each.accept(new Interaction(rows.getString(1), rows.getInt(2), events));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The interactions cannot be read", e);
    }
  }

  /**
   * @return names of the raw sessions in the archive: session, dot, run
   */
  Set<String> archived() {
    Set<String> found = new HashSet<>();
    for (Path bucket : in(data.resolve("objects").resolve("buckets"))) {
      for (Path source : in(bucket.resolve("raw").resolve("sessions").resolve(organization))) {
        for (Path file : in(source)) {
          String name = file.getFileName().toString();
          // Beside them are drafts of files on their way.
          if (name.endsWith(".json")) {
            found.add(name.substring(0, name.length() - ".json".length()));
          }
        }
      }
    }
    return found;
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return how many vectors of interactions there are
   */
  int vectors() {
    try (FSDirectory directory = FSDirectory.open(data.resolve("vectors").resolve(INDEX));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return new IndexSearcher(reader).count(new TermQuery(new Term("organization", organization)));
    } catch (IndexNotFoundException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return whether nothing waits in the database to be told to other services
   */
  boolean isAllTold() {
    try (Connection database = open();
        Statement question = database.createStatement();
        ResultSet answer = question.executeQuery(WAITING)) {
      return answer.next() && !answer.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("The outbox cannot be read", e);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + data.resolve("interaction").resolve("interaction.db"));
  }
}
