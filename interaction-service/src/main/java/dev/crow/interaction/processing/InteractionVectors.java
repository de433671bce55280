package dev.crow.interaction.processing;

import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails.Product;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Embeds descriptions and puts them into the index {@code interaction-embeddings}. */
public final class InteractionVectors {

  private final EmbeddingModel embeddings;
  private final VectorIndex index;

  InteractionVectors(EmbeddingModel embeddings, VectorIndex index) {
    this.embeddings = embeddings;
    this.index = index;
  }

  /** Durable and searchable when it returns. Doing it again changes nothing. */
  void put(List<Interaction> interactions) {
    List<TextSegment> texts =
        interactions.stream().map(i -> TextSegment.from(i.description())).toList();
    List<Embedding> vectors = embeddings.embedAll(texts).content();
    List<VectorDocument> documents = new ArrayList<>(interactions.size());
    for (int i = 0; i < interactions.size(); i++) {
      documents.add(document(interactions.get(i), vectors.get(i).vector()));
    }
    index.upsert(documents);
  }

  /**
   * @param organizationId whose
   * @param ids of interactions that must not be found any more; those not there are ignored
   */
  public void forget(String organizationId, List<String> ids) {
    index.delete(organizationId, ids);
  }

  /**
   * @param organizationId whose
   * @return how many vectors it has
   */
  public long count(String organizationId) {
    return index.count(organizationId);
  }

  /**
   * @param organizationId whose vectors all go
   */
  public void forgetAll(String organizationId) {
    index.deleteAll(organizationId);
  }

  private static VectorDocument document(Interaction interaction, float[] vector) {
    return new VectorDocument(
        interaction.organizationId(),
        interaction.id(),
        vector,
        keywords(interaction),
        Map.of(
            "source", MetadataValue.of(interaction.source()),
            "session_id", MetadataValue.of(interaction.sessionId())),
        interaction.startedAt());
  }

  /** What keyword search looks through: the description, and every product's name and id. */
  private static String keywords(Interaction interaction) {
    Stream<String> products =
        interaction.details().products().stream()
            .map((Product p) -> Objects.requireNonNullElse(p.name(), "") + " " + p.productId());
    return Stream.concat(Stream.of(interaction.description()), products)
        .collect(Collectors.joining("\n"));
  }
}
