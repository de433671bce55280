package dev.crow.pattern.topics;

import dev.crow.pattern.counting.Segments;
import dev.crow.pattern.visits.Visit;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The visits that stand for their days, with their meanings. */
public final class SampleStore {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final EmbeddingModel embeddings;

  SampleStore(JdbcClient jdbc, JsonMapper json, EmbeddingModel embeddings) {
    this.jdbc = jdbc;
    this.json = json;
    this.embeddings = embeddings;
  }

  /**
   * Outside of any transaction, for it takes a while. What was embedded before is not again.
   *
   * @param organizationId whose
   * @param day UTC
   * @param visits of that day
   * @return the same with their meanings
   */
  public List<Sample> embed(String organizationId, LocalDate day, List<Visit> visits) {
    Map<String, float[]> known = new HashMap<>();
    between(organizationId, day, day.plusDays(1), Integer.MAX_VALUE)
        .forEach(sample -> known.put(sample.description(), sample.vector()));
    List<String> texts =
        visits.stream()
            .map(Visit::description)
            .distinct()
            .filter(text -> !known.containsKey(text) && !text.isBlank())
            .toList();
    if (!texts.isEmpty()) {
      List<Embedding> vectors =
          embeddings.embedAll(texts.stream().map(TextSegment::from).toList()).content();
      for (int i = 0; i < texts.size(); i++) {
        known.put(texts.get(i), vectors.get(i).vector());
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (Visit visit : visits) {
      float[] vector = known.get(visit.description());
      if (vector != null) {
        samples.add(
            new Sample(
                visit.interactionId(),
                day,
                visit.description(),
                Segments.of(visit.facts()),
                vector));
      }
    }
    return samples;
  }

  /**
   * Inside a transaction, which reads nothing afterwards. Visits that went meanwhile are left out.
   *
   * @param organizationId whose
   * @param day UTC
   * @param samples stand for the day from now on
   */
  public void replace(String organizationId, LocalDate day, List<Sample> samples) {
    jdbc.sql("DELETE FROM topic_samples WHERE org_id = ? AND day = ?")
        .params(organizationId, day.toString())
        .update();
    for (int position = 0; position < samples.size(); position++) {
      Sample sample = samples.get(position);
      jdbc.sql(
              """
              INSERT INTO topic_samples (org_id, day, interaction_id, position, description,
                segments, vector)
              SELECT :org, :day, :id, :position, :description, :segments, :vector
              WHERE EXISTS (SELECT 1 FROM visits WHERE org_id = :org AND interaction_id = :id)
              """)
          .param("org", organizationId)
          .param("day", day.toString())
          .param("id", sample.interactionId())
          .param("position", position)
          .param("description", sample.description())
          .param("segments", json.writeValueAsString(sample.segments()))
          .param("vector", text(sample.vector()))
          .update();
    }
  }

  /**
   * @param organizationId whose
   * @param from first day
   * @param to day after the last
   * @param limit at most so many, evenly over the days
   * @return what stands for these days, in the order of time
   */
  public List<Sample> between(String organizationId, LocalDate from, LocalDate to, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM (
              SELECT *, row_number() OVER (PARTITION BY day ORDER BY position) AS place
              FROM topic_samples WHERE org_id = ? AND day >= ? AND day < ?
              ORDER BY place, day LIMIT ?)
            ORDER BY day, position
            """)
        .params(organizationId, from.toString(), to.toString(), limit)
        .query(this::sample)
        .list();
  }

  private Sample sample(ResultSet row, int number) throws SQLException {
    return new Sample(
        row.getString("interaction_id"),
        LocalDate.parse(row.getString("day")),
        row.getString("description"),
        Objects.requireNonNull(json.readValue(row.getString("segments"), TEXTS)),
        vector(row.getString("vector")));
  }

  private static String text(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] vector(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }
}
