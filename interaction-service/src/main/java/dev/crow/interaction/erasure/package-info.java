/** Who was erased, so that nothing of them comes back. */
@NullMarked
package dev.crow.interaction.erasure;

import org.jspecify.annotations.NullMarked;
