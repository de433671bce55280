/** Has a model word patterns and summaries, within a budget, and believes none of it unchecked. */
@NullMarked
package dev.crow.pattern.retelling;

import org.jspecify.annotations.NullMarked;
