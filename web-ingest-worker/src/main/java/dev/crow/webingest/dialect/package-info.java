/** What all foreign dialects share: how they say who did what, and the names shops give events. */
@NullMarked
package dev.crow.webingest.dialect;

import org.jspecify.annotations.NullMarked;
