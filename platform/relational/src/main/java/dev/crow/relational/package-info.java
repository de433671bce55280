/** One small database for each service: Spring's JDBC on SQLite. */
@NullMarked
package dev.crow.relational;

import org.jspecify.annotations.NullMarked;
