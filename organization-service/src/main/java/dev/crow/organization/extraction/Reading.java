package dev.crow.organization.extraction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reading process answers: blocks, or why there are none.
 *
 * @param problem stable name of the refusal, or null
 * @param detail its sentence, or null
 * @param blocks in the order of the document
 */
record Reading(@Nullable String problem, @Nullable String detail, List<Block> blocks) {

  /** Copies the blocks. */
  Reading {
    blocks = List.copyOf(blocks);
  }

  static Reading of(List<Block> blocks) {
    return new Reading(null, null, blocks);
  }

  static Reading refused(DocumentRefusedException refusal) {
    return new Reading(refusal.problem(), refusal.getMessage(), List.of());
  }
}
