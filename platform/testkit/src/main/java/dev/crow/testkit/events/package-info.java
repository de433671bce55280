/** What tests see of topics. */
@NullMarked
package dev.crow.testkit.events;

import org.jspecify.annotations.NullMarked;
