/** The vector index on Cloudflare Vectorize, over its REST API. */
@NullMarked
package dev.crow.vectorindex.vectorize;

import org.jspecify.annotations.NullMarked;
