/** Models that write text: langchain4j's {@code ChatModel} over Gemini, and what they cost. */
@NullMarked
package dev.crow.ai.chat;

import org.jspecify.annotations.NullMarked;
