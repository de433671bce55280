/** Tests of the fetcher. */
@NullMarked
package dev.crow.fetch;

import org.jspecify.annotations.NullMarked;
