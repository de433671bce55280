/** Has a model tell sessions in words, within a budget, and believes none of them unchecked. */
@NullMarked
package dev.crow.interaction.analysis;

import org.jspecify.annotations.NullMarked;
