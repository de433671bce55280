/** What is alike in every service whose rows can be exported. */
@NullMarked
package dev.crow.exporting;

import org.jspecify.annotations.NullMarked;
