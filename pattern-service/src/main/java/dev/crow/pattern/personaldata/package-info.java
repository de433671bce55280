/** Erasure and export of what this service holds on visitors. */
@NullMarked
package dev.crow.pattern.personaldata;

import org.jspecify.annotations.NullMarked;
