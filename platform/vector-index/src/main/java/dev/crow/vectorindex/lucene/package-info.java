/** The vector index on Lucene: one folder per index, no server. */
@NullMarked
package dev.crow.vectorindex.lucene;

import org.jspecify.annotations.NullMarked;
