/** Lets Flyway migrate a D1 database, each migration and its history row in one atomic batch. */
@NullMarked
package dev.crow.d1.flyway;

import org.jspecify.annotations.NullMarked;
