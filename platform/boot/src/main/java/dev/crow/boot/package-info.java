/** What a service needs to start, run beside others on one class path, and stop. */
@NullMarked
package dev.crow.boot;

import org.jspecify.annotations.NullMarked;
