/** The offline embedding model: MiniLM on ONNX Runtime, with a tokenizer of our own. */
@NullMarked
package dev.crow.ai.embedding;

import org.jspecify.annotations.NullMarked;
