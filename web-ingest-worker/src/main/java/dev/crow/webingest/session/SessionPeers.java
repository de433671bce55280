package dev.crow.webingest.session;

import java.util.List;

/** The other instances that form sessions. */
@FunctionalInterface
public interface SessionPeers {

  /**
   * @return where each of them is asked for its partitions, as {@code host:port}; none if this
   *     instance works on all of them
   * @throws NotRestoredException while partitions are being handed over, or if an instance does not
   *     say where it is
   */
  List<String> others();
}
