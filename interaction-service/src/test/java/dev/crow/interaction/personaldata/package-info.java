/** Tests that the erased are gone and stay gone. */
@NullMarked
package dev.crow.interaction.personaldata;

import org.jspecify.annotations.NullMarked;
