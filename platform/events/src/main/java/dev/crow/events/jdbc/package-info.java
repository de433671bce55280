/** Inbox and outbox in the service's own database. */
@NullMarked
package dev.crow.events.jdbc;

import org.jspecify.annotations.NullMarked;
