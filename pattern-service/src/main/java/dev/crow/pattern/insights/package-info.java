/** What is new, growing and gone, and what to do. */
@NullMarked
package dev.crow.pattern.insights;

import org.jspecify.annotations.NullMarked;
