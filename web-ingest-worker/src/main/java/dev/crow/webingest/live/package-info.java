/** The live tail: what is happening just now, for people who watch. */
@NullMarked
package dev.crow.webingest.live;

import org.jspecify.annotations.NullMarked;
