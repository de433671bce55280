package dev.crow.organization.document;

import dev.crow.objectstore.ObjectStoreException;
import dev.crow.organization.document.DocumentVersion.State;
import dev.crow.organization.document.ReadingStore.Task;
import dev.crow.organization.extraction.Block;
import dev.crow.organization.extraction.DocumentRefusedException;
import dev.crow.organization.extraction.DocumentType;
import dev.crow.organization.extraction.TextExtractor;
import dev.crow.organization.knowledge.Chunk;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.relational.UuidV7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** The first step of reading: makes a file into pieces, and keeps those. For one thread. */
final class ExtractingDocuments {

  private static final Logger log = LoggerFactory.getLogger(ExtractingDocuments.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final ReadingStore store;
  private final DocumentFiles files;
  private final TextExtractor extractor;
  private final Knowledge knowledge;
  private final TransactionTemplate transaction;
  private final DocumentProperties properties;
  private final Clock clock;
  private final String owner = UuidV7.next();

  ExtractingDocuments(
      ReadingStore store,
      DocumentFiles files,
      TextExtractor extractor,
      Knowledge knowledge,
      TransactionTemplate transaction,
      DocumentProperties properties,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.extractor = extractor;
    this.knowledge = knowledge;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /** Reads one document; returns how long the next may wait. */
  Duration step() throws InterruptedException {
    try {
      Optional<Task> task = store.claimExtracting(owner);
      if (task.isEmpty()) {
        return properties.look();
      }
      return read(task.get());
    } catch (DataAccessException e) {
      log.warn("Documents wait to be read: {}", e.getMessage());
      return AFTER_FAILURE;
    }
  }

  private Duration read(Task task) throws InterruptedException {
    try {
      List<Chunk> chunks = chunks(task, blocks(task));
      transaction.executeWithoutResult(
          _ -> {
            if (store.extracted(task, owner, chunks.size())) {
              knowledge.add(chunks);
            }
          });
    } catch (InterruptedException e) {
      // The service stops. Whoever takes it up begins it again.
      store.handOver(task, owner);
      throw e;
    } catch (DocumentRefusedException e) {
      store.finish(task, owner, State.FAILED, e.problem(), e.getMessage());
    } catch (ObjectStoreException.Unavailable e) {
      log.warn("Document {} waits for the object store: {}", task.documentId(), e.getMessage());
      store.handOver(task, owner);
      return AFTER_FAILURE;
    } catch (DataAccessException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      failed(task, e);
    }
    return Duration.ZERO;
  }

  private List<Block> blocks(Task task) throws IOException, InterruptedException {
    DocumentType type =
        DocumentType.of(task.mediaType())
            .orElseThrow(() -> new IllegalStateException("A type that is not read was taken"));
    Path folder = Files.createTempDirectory("crow-document");
    try {
      Path file = folder.resolve("document");
      if (!files.copyTo(task.organizationId(), task.documentId(), task.version(), file)) {
        throw new DocumentRefusedException("file-gone", "The file is not there any more.");
      }
      return extractor.extract(file, type);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private List<Chunk> chunks(Task task, List<Block> blocks) {
    List<Chunker.Piece> pieces =
        Chunker.cut(blocks, properties.chunkTokens(), properties.overlapTokens());
    if (pieces.isEmpty()) {
      throw new DocumentRefusedException("empty-document", "The document is headings only.");
    }
    if (pieces.size() > properties.maxChunks()) {
      throw new DocumentRefusedException(
          "too-much-text",
          "The document has more than %d pieces; send it in parts."
              .formatted(properties.maxChunks()));
    }
    List<Chunk> chunks = new ArrayList<>(pieces.size());
    for (Chunker.Piece piece : pieces) {
      chunks.add(
          new Chunk(
              task.organizationId(),
              Chunk.Kind.DOCUMENT,
              task.documentId(),
              task.version(),
              chunks.size(),
              task.name(),
              piece.heading(),
              piece.page(),
              piece.text()));
    }
    return chunks;
  }

  private void failed(Task task, Exception e) {
    log.warn("Attempt {} at document {} failed", task.attempts(), task.documentId(), e);
    if (task.attempts() < properties.attempts()) {
      store.giveBack(task, owner, clock.instant().plus(AFTER_FAILURE));
    } else {
      store.finish(
          task,
          owner,
          State.FAILED,
          "internal-error",
          "It failed " + task.attempts() + " times; the log says why.");
    }
  }
}
