/** Finds out what is wrong with an installation, and says what to do. */
@NullMarked
package dev.crow.localstack.doctor;

import org.jspecify.annotations.NullMarked;
