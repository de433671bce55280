package dev.crow.organization.knowledge;

import dev.crow.organization.knowledge.ChunkStore.Place;
import dev.crow.vectorindex.IndexRebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows the index is made from. */
record ChunkRows(ChunkStore store) implements IndexRebuild.Rows<Chunk> {

  private static final int BATCH = 32;

  @Override
  public List<Chunk> after(@Nullable String cursor) {
    return store.after(Place.parse(cursor), BATCH);
  }

  @Override
  public String cursor(Chunk row) {
    return Place.of(row).cursor();
  }
}
