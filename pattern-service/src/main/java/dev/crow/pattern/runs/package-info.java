/** Works out the patterns of the periods that changed. */
@NullMarked
package dev.crow.pattern.runs;

import org.jspecify.annotations.NullMarked;
