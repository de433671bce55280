/** Mails to people: written from templates, queued, and delivered at least once. */
@NullMarked
package dev.crow.auth.mail;

import org.jspecify.annotations.NullMarked;
