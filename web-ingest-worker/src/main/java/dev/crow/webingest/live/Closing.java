package dev.crow.webingest.live;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends the tails before the server waits for its requests to end. */
@Component
class Closing implements SmartLifecycle {

  private volatile boolean running;

  /** Whether the service is on its way down. */
  boolean hasBegun() {
    return !running;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
