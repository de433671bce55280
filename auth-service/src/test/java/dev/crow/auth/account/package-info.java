/** Tests of accounts within the package. */
@NullMarked
package dev.crow.auth.account;

import org.jspecify.annotations.NullMarked;
