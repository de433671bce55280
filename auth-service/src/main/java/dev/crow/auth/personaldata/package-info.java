/** What this service holds on people, across its tables: its erasure and its export. */
@NullMarked
package dev.crow.auth.personaldata;

import org.jspecify.annotations.NullMarked;
