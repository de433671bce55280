/** Publish a record, handle a record: durable, each with one visible effect. Knows no domain. */
@NullMarked
package dev.crow.events;

import org.jspecify.annotations.NullMarked;
