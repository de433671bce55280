/** The suite under faults: what goes wrong is planned by a seed, and nothing may be lost of it. */
@NullMarked
package dev.crow.system.faults;

import org.jspecify.annotations.NullMarked;
