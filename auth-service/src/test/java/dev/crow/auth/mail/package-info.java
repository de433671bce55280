/** Tests of the words of mails. */
@NullMarked
package dev.crow.auth.mail;

import org.jspecify.annotations.NullMarked;
