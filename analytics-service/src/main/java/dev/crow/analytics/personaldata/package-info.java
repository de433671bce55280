/** Erasing and handing over what this service holds on people and organizations. */
@NullMarked
package dev.crow.analytics.personaldata;

import org.jspecify.annotations.NullMarked;
