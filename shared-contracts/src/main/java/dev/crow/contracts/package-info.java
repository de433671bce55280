/** What two or more services must agree on: topic names, header names, permissions. */
@NullMarked
package dev.crow.contracts;

import org.jspecify.annotations.NullMarked;
