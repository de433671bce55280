package dev.crow.interaction.ledger;

/**
 * A file of the archive.
 *
 * @param id names the file
 * @param organizationId whose
 * @param year in which all of its interactions began, UTC
 */
record ArchiveSegment(String id, String organizationId, int year) {}
