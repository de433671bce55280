package dev.crow.testkit.gemini;

/** How a call may go wrong. */
public enum GeminiFault {
  /** The prompt is blocked: 200 with {@code promptFeedback} and no candidate. */
  PROMPT_BLOCKED,
  /** The answer is withheld: finish reason SAFETY and no text. */
  REFUSAL,
  /** The text ends in the middle, because it grew too long. */
  CUT_SHORT,
  /** JSON was asked for, and prose comes. */
  MALFORMED_JSON,
  /** 429 RESOURCE_EXHAUSTED, with a delay to wait. */
  QUOTA,
  /** 503 UNAVAILABLE. */
  UNAVAILABLE,
  /** 400 API_KEY_INVALID. */
  WRONG_KEY,
  /** No answer for as long as the client waits. */
  SILENCE
}
