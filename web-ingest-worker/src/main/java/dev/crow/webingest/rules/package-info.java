/** What organizations decide about what their door lets in: schemas of events, bots. */
@NullMarked
package dev.crow.webingest.rules;

import org.jspecify.annotations.NullMarked;
