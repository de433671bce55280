/** Where recordings of sessions lie, agreed upon by who lets them in and who hands them out. */
@NullMarked
package dev.crow.contracts.replay.v1;

import org.jspecify.annotations.NullMarked;
