/** The dead letters of events that broke their schema: to look at, to replay, to drop. */
@NullMarked
package dev.crow.webingest.quarantine;

import org.jspecify.annotations.NullMarked;
