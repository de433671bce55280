/** The port of a search index over texts and their embedding vectors, scoped by organization. */
@NullMarked
package dev.crow.vectorindex;

import org.jspecify.annotations.NullMarked;
