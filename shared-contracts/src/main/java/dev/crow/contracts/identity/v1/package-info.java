/** Organizations, people and what they may do, told from service to service. */
@NullMarked
package dev.crow.contracts.identity.v1;

import org.jspecify.annotations.NullMarked;
