/** Archive and retention, on the real database, broker and object store. */
@NullMarked
package dev.crow.interaction.lifecycle;

import org.jspecify.annotations.NullMarked;
