package dev.crow.organization.document;

import dev.crow.objectstore.ObjectStoreException;
import dev.crow.organization.document.DocumentVersion.State;
import dev.crow.organization.document.ReadingStore.Task;
import dev.crow.organization.knowledge.Chunk;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.relational.UuidV7;
import dev.crow.vectorindex.VectorIndexException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second step of reading: puts pieces into the index, a few of each document in turn, and lets
 * a version be found once all of its pieces are in. For one thread.
 */
final class EmbeddingDocuments {

  private static final Logger log = LoggerFactory.getLogger(EmbeddingDocuments.class);

  /** So few that a search need not wait long for the embedding model. */
  private static final int BATCH = 16;

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final ReadingStore store;
  private final Documents documents;
  private final Knowledge knowledge;
  private final TransactionTemplate transaction;
  private final Duration look;
  private final String owner = UuidV7.next();

  EmbeddingDocuments(
      ReadingStore store,
      Documents documents,
      Knowledge knowledge,
      TransactionTemplate transaction,
      Duration look) {
    this.store = store;
    this.documents = documents;
    this.knowledge = knowledge;
    this.transaction = transaction;
    this.look = look;
  }

  /** Embeds a batch; returns how long the next may wait. */
  Duration step() {
    try {
      Optional<Task> task = store.claimEmbedding(owner);
      if (task.isEmpty()) {
        return look;
      }
      embedOrFail(task.get());
      return Duration.ZERO;
    } catch (DataAccessException | VectorIndexException e) {
      log.warn("Documents wait for their index: {}", e.getMessage());
      return AFTER_FAILURE;
    }
  }

  private void embedOrFail(Task task) {
    try {
      embed(task);
    } catch (DataAccessException | VectorIndexException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("Document {} cannot be embedded", task.documentId(), e);
      store.finish(
          task,
          owner,
          State.FAILED,
          "internal-error",
          "Its pieces could not be embedded; the log says why.");
    }
  }

  private void embed(Task task) {
    List<Chunk> chunks =
        knowledge.from(
            task.organizationId(), task.documentId(), task.version(), task.done(), BATCH);
    if (!chunks.isEmpty()) {
      knowledge.index(chunks);
    }
    int done = task.done() + chunks.size();
    boolean mine = store.embedded(task, owner, done);
    // A newer version takes the pieces of an older one away, which is then done too.
    if (mine && (chunks.isEmpty() || done >= task.total())) {
      publish(task);
      dropOldVersions(task);
    }
  }

  /** A version that was overtaken by a newer one is never found. */
  private void publish(Task task) {
    transaction.executeWithoutResult(
        _ -> {
          boolean newest =
              store.currentVersion(task).map(current -> current < task.version()).orElse(false);
          if (store.finish(task, owner, State.DONE, null, null)) {
            if (newest) {
              store.setCurrent(task);
              knowledge.publish(task.organizationId(), task.documentId(), task.version());
            } else {
              knowledge.forget(task.organizationId(), task.documentId(), task.version());
            }
          }
        });
  }

  /** What cannot go now goes with the next version. */
  private void dropOldVersions(Task task) {
    try {
      documents.dropOldVersions(task.organizationId(), task.documentId());
    } catch (ObjectStoreException e) {
      log.warn("Old versions of document {} stay: {}", task.documentId(), e.getMessage());
    }
  }
}
