/** The command line: makes shoppers' sessions and sends them to a running suite. */
@NullMarked
package dev.crow.demo;

import org.jspecify.annotations.NullMarked;
