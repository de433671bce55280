package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorIndexException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one index. A write returns when it is forced to disk and visible; writes that
 * wait for one another share a commit, which holds each of them whole. After a failure of the disk,
 * reading goes on with the last good state, and the next write starts anew from there.
 */
final class IndexStore implements AutoCloseable {

  private final IndexIdentity identity;
  private final Directory directory;
  private final Analyzer analyzer;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedQueue<Write> waiting = new ConcurrentLinkedQueue<>();
  private volatile IndexSession session;
  private boolean closed;

  IndexStore(IndexIdentity identity, Directory directory, Analyzer analyzer) throws IOException {
    this.identity = identity;
    this.directory = directory;
    this.analyzer = analyzer;
    this.session = IndexSession.open(directory, analyzer, identity);
  }

  void write(Change change) {
    Write own = new Write(change);
    waiting.add(own);
    writing.lock();
    try {
      if (!own.done) {
        List<Write> group = new ArrayList<>();
        for (Write each = waiting.poll(); each != null; each = waiting.poll()) {
          group.add(each);
        }
        commit(group);
      }
    } finally {
      writing.unlock();
    }
    Throwable failure = own.failure;
    if (failure instanceof ClosedException) {
      throw new ClosedException(identity.name(), failure);
    }
    if (failure != null) {
      throw new VectorIndexException("Cannot write the vector index " + identity.name(), failure);
    }
  }

  private void commit(List<Write> group) {
    Throwable failure = null;
    try {
      IndexSession current = writable();
      try {
        for (Write each : group) {
          each.change.apply(current.writer());
        }
        current.publish();
      } catch (IOException | RuntimeException | Error e) {
        current.abandon(e);
        throw e;
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    for (Write each : group) {
      each.failure = failure;
      each.done = true;
    }
  }

  private IndexSession writable() throws IOException {
    if (closed) {
      throw new ClosedException(identity.name(), null);
    }
    IndexSession current = session;
    if (current.writer().isOpen()) {
      return current;
    }
    IndexSession fresh = IndexSession.open(directory, analyzer, identity);
    session = fresh;
    current.searchers().close();
    return fresh;
  }

  <T> T read(Reading<T> reading) {
    IndexSession current = session;
    try {
      IndexSearcher searcher = current.searchers().acquire();
      try {
        return reading.from(searcher.getIndexReader());
      } finally {
        current.searchers().release(searcher);
      }
    } catch (AlreadyClosedException e) {
      if (!current.equals(session)) {
        return read(reading);
      }
      throw new ClosedException(identity.name(), e);
    } catch (IOException e) {
      throw new VectorIndexException("Cannot read the vector index " + identity.name(), e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      session.searchers().close();
      session.writer().rollback();
      directory.close();
    } catch (IOException e) {
      throw new VectorIndexException("Cannot close the vector index " + identity.name(), e);
    } finally {
      writing.unlock();
    }
  }

  interface Change {
    void apply(IndexWriter writer) throws IOException;
  }

  interface Reading<T> {
    T from(IndexReader reader) throws IOException;
  }

  private static final class ClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ClosedException(String index, @Nullable Throwable cause) {
      super("The vector index " + index + " is closed", cause);
    }
  }

  /** One caller's change and how it ended; guarded by {@link #writing}. */
  private static final class Write {
    private final Change change;
    private boolean done;
    private @Nullable Throwable failure;

    Write(Change change) {
      this.change = change;
    }
  }
}
