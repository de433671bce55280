/** A JDBC driver for Cloudflare D1: {@code jdbc:d1://<account>/<database>}. */
@NullMarked
package dev.crow.d1;

import org.jspecify.annotations.NullMarked;
