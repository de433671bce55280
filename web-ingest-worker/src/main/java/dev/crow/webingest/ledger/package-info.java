/** The ledger, for people. */
@NullMarked
package dev.crow.webingest.ledger;

import org.jspecify.annotations.NullMarked;
