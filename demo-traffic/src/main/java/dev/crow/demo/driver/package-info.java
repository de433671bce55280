/** Sends sessions to a suite as SDKs would, and keeps account of what it acknowledged. */
@NullMarked
package dev.crow.demo.driver;

import org.jspecify.annotations.NullMarked;
