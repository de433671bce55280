package dev.crow.organization.document;

import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.objectstore.SignedRequest;
import dev.crow.organization.decision.Decisions;
import dev.crow.organization.document.DocumentStore.Abandoned;
import dev.crow.organization.document.DocumentVersion.State;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.personaldata.ExportFiles;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The documents of organizations, for people and for the features around them. */
public final class Documents {

  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final int ABANDONED_AT_ONCE = 100;

  private final DocumentStore store;
  private final DocumentFiles files;
  private final Knowledge knowledge;
  private final Decisions decisions;
  private final TransactionTemplate transaction;
  private final DocumentProperties properties;
  private final Clock clock;

  Documents(
      DocumentStore store,
      DocumentFiles files,
      Knowledge knowledge,
      Decisions decisions,
      TransactionTemplate transaction,
      DocumentProperties properties,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.knowledge = knowledge;
    this.decisions = decisions;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  List<Document> all(String organizationId) {
    return store.all(organizationId);
  }

  Optional<Document> find(String organizationId, String id) {
    return store.find(organizationId, id);
  }

  Document require(String organizationId, String id) {
    return find(organizationId, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such document."));
  }

  DocumentVersion require(Document document, int version) {
    return document
        .version(version)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such version."));
  }

  Document announce(Caller caller, String name, String mediaType, long bytes) {
    String organization = caller.organizationId();
    requireRoom(organization);
    if (store.count(organization) >= properties.documents()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED,
          "There may be at most " + properties.documents() + " documents.");
    }
    Instant now = now();
    DocumentVersion first = version(1, mediaType, bytes, caller, now);
    Document document = new Document(UuidV7.next(), name, null, List.of(first), now, now);
    transaction.executeWithoutResult(
        _ -> {
          store.insert(organization, document);
          decisions.made(caller, "context.document.added", "document:" + document.id());
        });
    return document;
  }

  Document announceVersion(
      Caller caller, Document document, @Nullable String name, String mediaType, long bytes) {
    String organization = caller.organizationId();
    requireRoom(organization);
    int number = document.versions().isEmpty() ? 1 : document.versions().getFirst().version() + 1;
    Instant now = now();
    transaction.executeWithoutResult(
        _ -> {
          store.insert(organization, document.id(), version(number, mediaType, bytes, caller, now));
          store.rename(organization, document.id(), name == null ? document.name() : name, now);
          decisions.made(caller, "context.document.changed", "document:" + document.id());
        });
    return require(organization, document.id());
  }

  SignedRequest place(Caller caller, Document document) {
    return files.upload(
        caller.organizationId(),
        document.id(),
        document.versions().getFirst(),
        properties.uploadWithin());
  }

  /** Takes over what was put directly. Doing it again changes nothing. */
  Document complete(Caller caller, Document document, DocumentVersion version) {
    String organization = caller.organizationId();
    if (version.state() == State.UPLOADING) {
      if (!files.accept(organization, document.id(), version)) {
        throw new ApiException(
            ErrorCode.CONFLICT, "The file has not arrived as it was announced; send it again.");
      }
      store.queue(organization, document.id(), version.version());
    }
    return require(organization, document.id());
  }

  /** Takes the file itself. */
  Document receive(Caller caller, Document document, DocumentVersion version, InputStream bytes)
      throws IOException {
    String organization = caller.organizationId();
    if (version.state() != State.UPLOADING) {
      throw new ApiException(ErrorCode.CONFLICT, "The file of this version is there already.");
    }
    files.write(organization, document.id(), version, new AnnouncedStream(bytes, version.bytes()));
    store.queue(organization, document.id(), version.version());
    return require(organization, document.id());
  }

  Optional<SignedRequest> download(Caller caller, Document document, DocumentVersion version) {
    return files.download(
        caller.organizationId(), document.id(), version.version(), document.name());
  }

  void cancel(Caller caller, Document document, DocumentVersion version) {
    String organization = caller.organizationId();
    boolean cancelled =
        Boolean.TRUE.equals(
            transaction.execute(
                _ -> {
                  boolean mine = store.cancel(organization, document.id(), version.version());
                  if (mine) {
                    knowledge.forget(organization, document.id(), version.version());
                  }
                  return mine;
                }));
    if (!cancelled) {
      throw new ApiException(ErrorCode.CONFLICT, "It has ended already.");
    }
  }

  /** Files first: if they cannot go, the document stays to be deleted again. */
  void delete(Caller caller, Document document) {
    String organization = caller.organizationId();
    files.delete(organization, document.id());
    transaction.executeWithoutResult(
        _ -> {
          knowledge.forget(organization, document.id());
          store.delete(organization, document.id());
          decisions.made(caller, "context.document.deleted", "document:" + document.id());
        });
  }

  void dropOldVersions(String organizationId, String id) {
    Optional<Document> document = store.find(organizationId, id);
    List<DocumentVersion> versions = document.map(Document::versions).orElse(List.of());
    Integer current = document.map(Document::currentVersion).orElse(null);
    versions.stream()
        .skip(properties.versions())
        .filter(version -> !version.state().isUnderWay())
        .filter(version -> current == null || version.version() != current)
        .forEach(version -> drop(organizationId, id, version.version()));
  }

  private void drop(String organizationId, String id, int version) {
    files.delete(organizationId, id, version);
    store.delete(organizationId, id, version);
  }

  /** Gives up places that nobody filled, and the documents that consist of nothing else. */
  void dropAbandoned() {
    for (Abandoned one :
        store.abandonedBefore(clock.instant().minus(ABANDONED_AFTER), ABANDONED_AT_ONCE)) {
      drop(one.organizationId(), one.documentId(), one.version());
      store
          .find(one.organizationId(), one.documentId())
          .filter(document -> document.versions().isEmpty())
          .ifPresent(document -> store.delete(one.organizationId(), document.id()));
    }
  }

  /**
   * @param organizationId whose
   * @return how many documents it has
   */
  public long count(String organizationId) {
    return store.count(organizationId);
  }

  /**
   * Outside a transaction.
   *
   * @param organizationId whose files all go
   * @return how many there were
   */
  public long deleteFiles(String organizationId) {
    return files.deleteAll(organizationId);
  }

  /**
   * Within the caller's transaction.
   *
   * @param organizationId whose documents and versions all go
   * @return how many rows there were
   */
  public long deleteRows(String organizationId) {
    return store.deleteAll(organizationId);
  }

  /**
   * @param organizationId whose
   * @param actor who is forgotten, as audit logs name them
   * @param somebody who stands in their place
   * @return how many versions were theirs
   */
  public long forgetActor(String organizationId, String actor, String somebody) {
    return store.forgetActor(organizationId, actor, somebody);
  }

  /**
   * Copies every file that is kept.
   *
   * @param order names the export
   * @param files writes it
   * @return the keys of the copies
   */
  public List<String> export(ExportOrdered order, ExportFiles files) {
    List<String> keys = new ArrayList<>();
    for (Document document : store.all(order.organizationId())) {
      for (DocumentVersion version : document.versions()) {
        this.files
            .find(order.organizationId(), document.id(), version.version())
            .flatMap(
                key ->
                    files.copy(order, "document-" + document.id() + "-" + version.version(), key))
            .ifPresent(keys::add);
      }
    }
    return keys;
  }

  /**
   * @param organizationId whose
   * @return what an export says of its documents
   */
  public List<Document> described(String organizationId) {
    return store.all(organizationId);
  }

  private void requireRoom(String organizationId) {
    if (store.countOpen(organizationId) >= properties.open()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED,
          "At most " + properties.open() + " files may be on their way at a time.");
    }
  }

  /** As precise as the table, so that answers do not change when read again. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static DocumentVersion version(
      int number, String mediaType, long bytes, Caller caller, Instant now) {
    return new DocumentVersion(
        number,
        mediaType,
        bytes,
        State.UPLOADING,
        "uploading",
        null,
        0,
        null,
        null,
        0,
        Decisions.actor(caller),
        now,
        null,
        null);
  }
}
