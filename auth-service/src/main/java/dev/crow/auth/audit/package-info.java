/** Tells the organizations' audit logs what was decided here. */
@NullMarked
package dev.crow.auth.audit;

import org.jspecify.annotations.NullMarked;
