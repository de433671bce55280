/** A clock that can be set, put in the place of the machine's in running services. */
@NullMarked
package dev.crow.system.faults.clock;

import org.jspecify.annotations.NullMarked;
