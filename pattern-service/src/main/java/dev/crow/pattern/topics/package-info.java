/** What visits are about: clusters of the meanings of their descriptions. */
@NullMarked
package dev.crow.pattern.topics;

import org.jspecify.annotations.NullMarked;
