/** The dialect of PostHog's capture API. */
@NullMarked
package dev.crow.webingest.posthog;

import org.jspecify.annotations.NullMarked;
