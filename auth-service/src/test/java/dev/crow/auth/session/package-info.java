/** Tests of sessions that need no running service. */
@NullMarked
package dev.crow.auth.session;

import org.jspecify.annotations.NullMarked;
