/** Tells the organizations' audit logs what was refused here. */
@NullMarked
package dev.crow.pattern.audit;

import org.jspecify.annotations.NullMarked;
