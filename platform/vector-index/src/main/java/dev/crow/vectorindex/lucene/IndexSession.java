package dev.crow.vectorindex.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;

/**
 * One writer and the readers that follow it. A writer does not survive a failed disk; then a new
 * session takes over, and the old one's readers serve until it does.
 */
record IndexSession(IndexWriter writer, SearcherManager searchers) {

  private static final double WRITE_BUFFER_MB = 16;

  static IndexSession open(Directory directory, Analyzer analyzer, IndexIdentity identity)
      throws IOException {
    identity.checkAgainst(directory);
    IndexWriter writer = new IndexWriter(directory, config(analyzer));
    try {
      writer.setLiveCommitData(identity.data().entrySet());
      writer.commit();
      return new IndexSession(writer, new SearcherManager(writer, null));
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig config(Analyzer analyzer) {
    // One merge at a time, in the background: building graphs is dear, and this is not a server's
    // whole machine.
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(4, 1);
    // At 0 %, an erasure rewrites every segment that holds an erased document.
    TieredMergePolicy policy = new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
    return new IndexWriterConfig(analyzer)
        .setCodec(new WideVectorCodec())
        .setRAMBufferSizeMB(WRITE_BUFFER_MB)
        .setMergeScheduler(merges)
        .setMergePolicy(policy)
        // A commit shall not wait for merges, which it does for half a second otherwise.
        .setMaxFullFlushMergeWaitMillis(0)
        .setCommitOnClose(false);
  }

  /** Makes all changes so far durable and visible. */
  void publish() throws IOException {
    writer.commit();
    searchers.maybeRefreshBlocking();
  }

  /** Throws away what was not published. The readers stay open. */
  void abandon(Throwable cause) {
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
