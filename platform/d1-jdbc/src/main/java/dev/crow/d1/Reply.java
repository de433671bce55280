package dev.crow.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response.
 *
 * @param code of the first error, 0 if there is none
 * @param message of the first error
 */
record Reply(boolean success, List<Answer> answers, int code, @Nullable String message) {}
