/** Programs that the measurements need beside the suite itself. */
@NullMarked
package dev.crow.benchmarks;

import org.jspecify.annotations.NullMarked;
