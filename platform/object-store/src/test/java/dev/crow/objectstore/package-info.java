/** Tests of the object store's keys and wiring; the store itself is tested by its contract kit. */
@NullMarked
package dev.crow.objectstore;

import org.jspecify.annotations.NullMarked;
