/** Backs up the embedded storage while the suite runs, and restores it. */
@NullMarked
package dev.crow.localstack.backup;

import org.jspecify.annotations.NullMarked;
