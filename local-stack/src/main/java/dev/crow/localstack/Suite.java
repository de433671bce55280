package dev.crow.localstack;

/** The suite, running in one form or the other. */
interface Suite extends AutoCloseable {

  /** Starts everything, in order, telling of it; what fails throws a {@link StackException}. */
  void start(Progress progress);

  /** Stops everything cleanly, in the opposite order. */
  @Override
  void close();
}
