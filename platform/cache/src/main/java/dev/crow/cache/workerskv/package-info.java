/** Answers shared in Cloudflare Workers KV. */
@NullMarked
package dev.crow.cache.workerskv;

import org.jspecify.annotations.NullMarked;
