/** Invitations into an organization. */
@NullMarked
package dev.crow.auth.invitation;

import org.jspecify.annotations.NullMarked;
