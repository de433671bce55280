/** The web channel's door and its sessions. */
@NullMarked
package dev.crow.webingest;

import org.jspecify.annotations.NullMarked;
