/** Tests of how mails are written, kept and carried. */
@NullMarked
package dev.crow.mail;

import org.jspecify.annotations.NullMarked;
