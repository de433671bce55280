package dev.crow.gateway.credential;

/**
 * What a request shows to prove who it is from. Never printed with its value.
 *
 * @param type what it has the form of; whether it is one, auth-service knows
 * @param value in clear
 * @param fromCookie whether the browser sent it by itself, so that another site's page may be the
 *     one that asks
 */
public record Credential(Type type, String value, boolean fromCookie) {

  /** What auth-service can exchange. */
  public enum Type {
    API_KEY,
    SESSION,
    /** No proof at all: an IPv4 address, or the /64 of an IPv6 one. */
    ADDRESS
  }

  /**
   * @param address as text
   * @return the credential of whoever shows none
   */
  public static Credential ofAddress(String address) {
    return new Credential(Type.ADDRESS, address, false);
  }

  @Override
  public String toString() {
    return "Credential[" + type + "]";
  }
}
