/** What is alike in every service that holds data on people: erasing it, handing it over. */
@NullMarked
package dev.crow.personaldata;

import org.jspecify.annotations.NullMarked;
