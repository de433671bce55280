/** What every object store must do, and one in memory for tests of what uses it. */
@NullMarked
package dev.crow.testkit.objectstore;

import org.jspecify.annotations.NullMarked;
