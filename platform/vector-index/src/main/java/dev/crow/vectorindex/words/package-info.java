/** How texts are taken apart into words, and ranked by them. */
@NullMarked
package dev.crow.vectorindex.words;

import org.jspecify.annotations.NullMarked;
