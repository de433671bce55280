package dev.crow.gateway.client;

import java.net.InetAddress;

/** Addresses that share their first bits. */
final class Network {

  private final byte[] base;
  private final int bits;

  private Network(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /**
   * @param text an address, or a network in CIDR form such as {@code 10.0.0.0/8}
   * @return the network
   * @throws IllegalArgumentException if it is neither
   */
  static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] base =
        InetAddress.ofLiteral(slash < 0 ? text.strip() : text.substring(0, slash).strip())
            .getAddress();
    int all = base.length * Byte.SIZE;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1).strip());
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("Not a network: " + text);
    }
    return new Network(base, bits);
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != base.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
      if (((base[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }
}
