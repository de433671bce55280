package dev.crow.auth.key;

import java.util.List;

/**
 * @param keys newest first
 */
record KeyList(List<KeyDetails> keys) {}
