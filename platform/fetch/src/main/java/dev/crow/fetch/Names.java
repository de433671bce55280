package dev.crow.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host; the system's own way is {@link #SYSTEM}. */
@FunctionalInterface
public interface Names {

  /** Whatever the operating system says. */
  Names SYSTEM = InetAddress::getAllByName;

  /**
   * @param host a name in ASCII, lower case
   * @return its addresses, at least one
   * @throws UnknownHostException if it has none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
