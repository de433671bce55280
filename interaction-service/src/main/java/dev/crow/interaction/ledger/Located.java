package dev.crow.interaction.ledger;

/** An interaction as a query found it: whole, or only where it is. */
sealed interface Located {

  /** It is a row. */
  record Row(Interaction interaction) implements Located {}

  /** It is a line of a file, counted from 0. */
  record InFile(String id, ArchiveSegment segment, int line) implements Located {}
}
