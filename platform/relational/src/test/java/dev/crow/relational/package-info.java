/** Tests of the relational module, on real SQLite files. */
@NullMarked
package dev.crow.relational;

import org.jspecify.annotations.NullMarked;
