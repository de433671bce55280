/** Runs the whole suite on one machine, in one JVM or in one for each service. */
@NullMarked
package dev.crow.localstack;

import org.jspecify.annotations.NullMarked;
