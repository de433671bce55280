@NullMarked
package dev.crow.interaction.timeline;

import org.jspecify.annotations.NullMarked;
