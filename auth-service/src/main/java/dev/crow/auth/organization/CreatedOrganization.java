package dev.crow.auth.organization;

/**
 * @param organizationId the new id
 * @param writeKey in clear, for web pages; shown this once
 * @param secretKey in clear, for servers; shown this once
 */
record CreatedOrganization(String organizationId, String writeKey, String secretKey) {

  @Override
  public String toString() {
    return "CreatedOrganization[" + organizationId + "]";
  }
}
