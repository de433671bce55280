package dev.crow.interaction.personaldata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Archive;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.InteractionVectors;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.recording.Recordings;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this service holds on visitors and organizations: how it goes, and how it is handed over.
 */
final class VisitorData implements PersonalDataHolder {

  private final Interactions interactions;
  private final InteractionVectors vectors;
  private final SessionArchive archive;
  private final Archive oldOnes;
  private final Recordings recordings;
  private final ErasureList erased;
  private final OrganizationRows beside;
  private final ExportFiles files;
  private final JsonMapper json;

  VisitorData(
      Interactions interactions,
      InteractionVectors vectors,
      SessionArchive archive,
      Archive oldOnes,
      Recordings recordings,
      ErasureList erased,
      OrganizationRows beside,
      ObjectStore objects,
      JsonMapper json) {
    this.interactions = interactions;
    this.vectors = vectors;
    this.archive = archive;
    this.oldOnes = oldOnes;
    this.recordings = recordings;
    this.erased = erased;
    this.beside = beside;
    this.files = new ExportFiles(Services.INTERACTION, objects, json);
    this.json = json;
  }

  /** From now on nothing of the subject is recorded any more. */
  void close(ErasureOrdered order) {
    switch (order.scope()) {
      case VISITOR ->
          erased.addVisitor(order.organizationId(), order.subjectId(), order.erasureId());
      case ORGANIZATION -> erased.addOrganization(order.organizationId(), order.erasureId());
      case USER -> {
        // People of the dashboard leave no trace here.
      }
    }
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    String organization = order.organizationId();
    return switch (order.scope()) {
      case USER -> Map.of();
      case ORGANIZATION -> {
        long count = vectors.count(organization);
        vectors.forgetAll(organization);
        yield Map.of(
            "vectors",
            count,
            "objects",
            archive.forgetAll(organization)
                + oldOnes.forgetFiles(organization)
                + recordings.forgetAll(organization));
      }
      case VISITOR -> {
        oldOnes.sweep(organization);
        AtomicLong kept = new AtomicLong();
        Consumer<List<Interaction>> forgetBeside =
            gone -> {
              kept.addAndGet(gone.stream().mapToLong(this::forgetObjects).sum());
              vectors.forget(organization, gone.stream().map(Interaction::id).toList());
            };
        long archived = oldOnes.forget(organization, order.subjectId(), forgetBeside);
        long count = archived;
        List<Interaction> page = interactions.after(organization, order.subjectId(), "");
        while (!page.isEmpty()) {
          forgetBeside.accept(page);
          count += page.size();
          page = interactions.after(organization, order.subjectId(), page.getLast().id());
        }
        yield Map.of("vectors", count, "objects", kept.get(), "archived", archived);
      }
    };
  }

  private long forgetObjects(Interaction gone) {
    return archive.forget(gone) + recordings.forget(gone.organizationId(), gone.sessionId());
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    long rows =
        switch (order.scope()) {
          case USER -> 0;
          case VISITOR -> interactions.forget(order.organizationId(), order.subjectId());
          case ORGANIZATION ->
              interactions.forget(order.organizationId(), null)
                  + oldOnes.forgetRows(order.organizationId())
                  + beside.forgetAll(order.organizationId());
        };
    return Map.of("rows", rows);
  }

  /** A page to an object. */
  @Override
  public List<String> export(ExportOrdered order) {
    if (order.scope() == Scope.USER) {
      return List.of();
    }
    String organization = order.organizationId();
    String visitor = order.scope() == Scope.VISITOR ? order.subjectId() : null;
    List<String> keys = new ArrayList<>();
    Set<String> pieces = new LinkedHashSet<>();
    List<Interaction> page = interactions.after(organization, visitor, "");
    while (!page.isEmpty()) {
      keys.add(put(order, keys.size() + 1, page));
      page.forEach(interaction -> pieces.addAll(copyRecordings(order, interaction)));
      page = interactions.after(organization, visitor, page.getLast().id());
    }
    oldOnes.read(organization, visitor, old -> keys.add(put(order, keys.size() + 1, old)));
    keys.addAll(pieces);
    return keys;
  }

  /** As they are: a player shows them. A session told of twice has them once. */
  private List<String> copyRecordings(ExportOrdered order, Interaction interaction) {
    return recordings.of(interaction.organizationId(), interaction.sessionId()).stream()
        .flatMap(
            piece ->
                files
                    .copy(
                        order,
                        "replay-" + piece.recordingId() + "-" + piece.chunk().fileName(),
                        piece.key())
                    .stream())
        .toList();
  }

  private String put(ExportOrdered order, int number, List<Interaction> page) {
    return files.put(
        order,
        number == 1 ? "" : "-" + number,
        Map.of("interactions", page.stream().map(this::exported).toList()));
  }

  private Exported exported(Interaction interaction) {
    return new Exported(interaction, archive.find(interaction).map(json::readTree).orElse(null));
  }

  /** Rows that belong to an organization, not to one of its visitors. */
  @FunctionalInterface
  interface OrganizationRows {
    long forgetAll(String organizationId);
  }

  /**
   * @param interaction what was told
   * @param session what it was told from, if it was kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Exported(Interaction interaction, @Nullable JsonNode session) {}
}
