package dev.crow.vectorindex;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an index that is new, lost or of another embedding model up to the rows it is made from.
 * How far it has come is kept in the index itself, with the vectors it speaks of: an interrupted
 * run goes on where it was, a finished one is not repeated, and one whose index is lost begins
 * again. What is new meanwhile is put into the index by those who write the rows, as ever.
 *
 * @param <T> a row
 */
public final class IndexRebuild<T> {

  /** The organization that notes on the index itself are kept under. */
  public static final String BOOKKEEPING = "~index";

  /** The note on how far a rebuild has come. */
  public static final String BOOKMARK = "rebuild";

  private static final Logger LOG = LoggerFactory.getLogger(IndexRebuild.class);
  private static final String CURSOR = "cursor";
  private static final String DONE = "done";
  private static final String FINISHED = "finished";

  private final VectorIndex index;
  private final IndexDefinition definition;
  private final Rows<T> rows;
  private final Consumer<List<T>> put;
  private final Clock clock;
  private volatile Progress progress;
  private volatile boolean stopped;

  /**
   * @param rows what the index is made from
   * @param put puts rows into the index; is repeated for some of them after a crash
   */
  public IndexRebuild(
      VectorIndex index,
      IndexDefinition definition,
      Rows<T> rows,
      Consumer<List<T>> put,
      Clock clock) {
    this.index = index;
    this.definition = definition;
    this.rows = rows;
    this.put = put;
    this.clock = clock;
    this.progress = new Progress(State.WAITING, 0, null);
  }

  /** Where the rows come from. */
  public interface Rows<T> {

    /**
     * The next rows in an order that never changes, across all organizations; empty at the end.
     *
     * @param cursor of the row before; null to begin
     */
    List<T> after(@Nullable String cursor);

    /** Names a row's place in the order; up to 500 characters. */
    String cursor(T row);
  }

  /** What a run is doing. */
  public enum State {
    WAITING,
    RUNNING,
    FINISHED,
    /** It ended with an error, and goes on where it was when it is run again. */
    FAILED
  }

  /**
   * How far it has come.
   *
   * @param done rows put into the index, since the first start of this rebuild
   * @param problem what ended it, without details that may be confidential; null if nothing
   */
  public record Progress(State state, long done, @Nullable String problem) {}

  public Progress progress() {
    return progress;
  }

  /**
   * Works until all rows are in the index, and then drops the former index. Returns at once if that
   * was done before, and after the next batch once {@link #stop} was called.
   */
  public void run() {
    try {
      Bookmark bookmark = bookmark().orElse(new Bookmark(null, 0, false));
      if (bookmark.finished()) {
        index.dropFormer();
        progress = new Progress(State.FINISHED, bookmark.done(), null);
        return;
      }
      work(bookmark);
    } catch (RuntimeException e) {
      progress = new Progress(State.FAILED, progress.done(), e.getClass().getSimpleName());
      LOG.error("Rebuilding the vector index {} failed; it goes on later", definition.name(), e);
    }
  }

  /** Ends a run; the next rebuild of the index goes on where it was. */
  public void stop() {
    stopped = true;
  }

  private void work(Bookmark start) {
    Bookmark at = start;
    progress = new Progress(State.RUNNING, at.done(), null);
    List<T> batch = rows.after(at.cursor());
    if (!batch.isEmpty()) {
      LOG.info(
          "Rebuilding the vector index {} for model {}, {} rows are done",
          definition.name(),
          definition.modelId(),
          at.done());
    }
    while (!batch.isEmpty()) {
      if (stopped) {
        progress = new Progress(State.WAITING, at.done(), null);
        return;
      }
      put.accept(batch);
      at = new Bookmark(rows.cursor(batch.getLast()), at.done() + batch.size(), false);
      keep(at);
      progress = new Progress(State.RUNNING, at.done(), null);
      batch = rows.after(at.cursor());
    }
    keep(new Bookmark(at.cursor(), at.done(), true));
    index.dropFormer();
    progress = new Progress(State.FINISHED, at.done(), null);
    LOG.info("The vector index {} has all {} rows", definition.name(), at.done());
  }

  private record Bookmark(@Nullable String cursor, long done, boolean finished) {}

  private Optional<Bookmark> bookmark() {
    return index.search(VectorQuery.nearest(BOOKKEEPING, direction(), 1)).stream()
        .findFirst()
        .map(VectorMatch::metadata)
        .map(
            kept ->
                new Bookmark(
                    kept.get(CURSOR) instanceof MetadataValue.Text(String cursor) ? cursor : null,
                    kept.get(DONE) instanceof MetadataValue.Numeric(double done) ? (long) done : 0,
                    kept.containsKey(FINISHED)));
  }

  private void keep(Bookmark bookmark) {
    Map<String, MetadataValue> kept = new HashMap<>();
    kept.put(DONE, MetadataValue.of((double) bookmark.done()));
    if (bookmark.cursor() != null) {
      kept.put(CURSOR, MetadataValue.of(bookmark.cursor()));
    }
    if (bookmark.finished()) {
      kept.put(FINISHED, MetadataValue.of(true));
    }
    index.upsert(
        List.of(new VectorDocument(BOOKKEEPING, BOOKMARK, direction(), "", kept, clock.instant())));
  }

  private float[] direction() {
    float[] vector = new float[definition.dimensions()];
    vector[0] = 1;
    return vector;
  }
}
