package dev.crow.vectorindex;

/**
 * The type of the metadata under one key, the same in every document that can be filtered by it.
 */
public enum MetadataType {
  TEXT,
  NUMBER,
  FLAG
}
