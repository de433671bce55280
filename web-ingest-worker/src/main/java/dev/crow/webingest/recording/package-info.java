/** Lets pages store recordings of their sessions, past the services and straight into the store. */
@NullMarked
package dev.crow.webingest.recording;

import org.jspecify.annotations.NullMarked;
