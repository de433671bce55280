/** This service's own copy of what it needs to know of interactions. */
@NullMarked
package dev.crow.pattern.visits;

import org.jspecify.annotations.NullMarked;
