package dev.crow.organization.audit;

/** Signs documents with the key of the audit log. */
public final class Signatures {

  private final AuditChain chain;

  Signatures(AuditChain chain) {
    this.chain = chain;
  }

  /**
   * @param purpose what sort of document it is, so that none passes for another sort
   * @param text the document
   * @return 64 hexadecimal digits
   */
  public String sign(String purpose, String text) {
    return chain.sign(purpose, text);
  }
}
