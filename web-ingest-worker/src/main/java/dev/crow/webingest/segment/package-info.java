/** The dialect of Segment's HTTP tracking API. */
@NullMarked
package dev.crow.webingest.segment;

import org.jspecify.annotations.NullMarked;
