/** The set-up of a new organization, step by step. */
@NullMarked
package dev.crow.auth.onboarding;

import org.jspecify.annotations.NullMarked;
