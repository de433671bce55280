/** The whole suite, started as a person starts it and driven from outside. */
@NullMarked
package dev.crow.system;

import org.jspecify.annotations.NullMarked;
