/** Accounts: signing up, verifying, resetting, and what the other services say of people. */
@NullMarked
package dev.crow.auth.account;

import org.jspecify.annotations.NullMarked;
