/** langchain4j's model ports, wired to what works offline and without a key. */
@NullMarked
package dev.crow.ai;

import org.jspecify.annotations.NullMarked;
