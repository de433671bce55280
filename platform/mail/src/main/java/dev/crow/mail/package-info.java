/** Mails to people: written from plain text, queued, and delivered at least once. */
@NullMarked
package dev.crow.mail;

import org.jspecify.annotations.NullMarked;
