/** What this service knows of the organizations' products, to tell which ones events speak of. */
@NullMarked
package dev.crow.interaction.catalogue;

import org.jspecify.annotations.NullMarked;
