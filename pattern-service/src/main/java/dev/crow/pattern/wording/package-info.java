/** Says findings in plain language; every number comes from the counts. */
@NullMarked
package dev.crow.pattern.wording;

import org.jspecify.annotations.NullMarked;
