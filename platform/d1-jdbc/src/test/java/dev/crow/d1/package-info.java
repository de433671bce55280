/** Tests of the D1 driver that need no D1; the contract is in the testkit. */
@NullMarked
package dev.crow.d1;

import org.jspecify.annotations.NullMarked;
