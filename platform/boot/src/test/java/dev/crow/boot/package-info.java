/** Tests of what services on one class path need. */
@NullMarked
package dev.crow.boot;

import org.jspecify.annotations.NullMarked;
