/** A whole service alone, as its own tests meet it: over HTTP and over its topics. */
@NullMarked
package dev.crow.testkit.service;

import org.jspecify.annotations.NullMarked;
