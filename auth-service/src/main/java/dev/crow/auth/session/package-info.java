/** Sessions of people who signed in. */
@NullMarked
package dev.crow.auth.session;

import org.jspecify.annotations.NullMarked;
