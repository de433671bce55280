/** Tells the organizations' audit logs what was refused here. */
@NullMarked
package dev.crow.interaction.audit;

import org.jspecify.annotations.NullMarked;
