package dev.crow.cache;

/**
 * What an answer is remembered under. Always names whose it is.
 *
 * @param organizationId whose answer; {@link #NO_ORGANIZATION} where the answer is what tells
 * @param name within the organization and the cache; holds nothing secret in clear
 */
public record CacheKey(String organizationId, String name) {

  /** Of look-ups that come before anybody knows the organization. */
  public static final String NO_ORGANIZATION = "-";

  private static final int LONGEST_ORGANIZATION = 64;

  /** Refuses what would not keep organizations apart. */
  public CacheKey {
    if (organizationId.isEmpty()
        || organizationId.length() > LONGEST_ORGANIZATION
        || !organizationId.chars().allMatch(CacheKey::isPlain)) {
      throw new IllegalArgumentException("A cache key needs a plain organization id");
    }
  }

  private static boolean isPlain(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }

  /**
   * @param name tells one look-up from all others of the cache
   * @return the key of a look-up that comes before anybody knows the organization
   */
  public static CacheKey beforeOrganization(String name) {
    return new CacheKey(NO_ORGANIZATION, name);
  }
}
