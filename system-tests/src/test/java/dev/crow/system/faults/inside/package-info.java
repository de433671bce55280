/** What the fault harness puts into the services' processes: fail-points and seeded bugs. */
@NullMarked
package dev.crow.system.faults.inside;

import org.jspecify.annotations.NullMarked;
