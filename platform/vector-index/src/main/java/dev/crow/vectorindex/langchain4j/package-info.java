/** The vector index on any embedding store of langchain4j. */
@NullMarked
package dev.crow.vectorindex.langchain4j;

import org.jspecify.annotations.NullMarked;
