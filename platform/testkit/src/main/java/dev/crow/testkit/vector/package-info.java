/** The contract of a vector index, to be run against every implementation. */
@NullMarked
package dev.crow.testkit.vector;

import org.jspecify.annotations.NullMarked;
