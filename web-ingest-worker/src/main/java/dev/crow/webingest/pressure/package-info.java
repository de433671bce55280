/** Keeps the door from taking more than the disk, the memory and the broker can hold. */
@NullMarked
package dev.crow.webingest.pressure;

import org.jspecify.annotations.NullMarked;
