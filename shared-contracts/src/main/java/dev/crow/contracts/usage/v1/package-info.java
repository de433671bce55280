/** What is charged besides interactions and patterns. */
@NullMarked
package dev.crow.contracts.usage.v1;

import org.jspecify.annotations.NullMarked;
