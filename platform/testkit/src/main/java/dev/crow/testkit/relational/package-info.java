/** What every database that a service may be given must do. */
@NullMarked
package dev.crow.testkit.relational;

import org.jspecify.annotations.NullMarked;
