/** The door: reads, validates, publishes, and answers with a receipt. */
@NullMarked
package dev.crow.webingest.intake;

import org.jspecify.annotations.NullMarked;
