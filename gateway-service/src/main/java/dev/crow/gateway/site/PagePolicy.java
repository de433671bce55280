package dev.crow.gateway.site;

import jakarta.servlet.http.HttpServletResponse;

/** What a page may do, and who may show it inside another. */
enum PagePolicy {
  /** Pages run our own scripts and talk to the gateway they came from, and nothing else. */
  USUAL(SiteAnswer.POLICY, "DENY"),

  /**
   * Shows what another site's page looked like, whose styles stand in it, inside a page of ours.
   * Nothing of it is run, and nothing of it is fetched.
   */
  RECORDED(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data: blob:;"
          + " font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'",
      "SAMEORIGIN");

  private static final String PLAYER = "replay.html";

  private final String policy;
  private final String framing;

  PagePolicy(String policy, String framing) {
    this.policy = policy;
    this.framing = framing;
  }

  static PagePolicy of(SiteFile file) {
    return file.name().equals(PLAYER) ? RECORDED : USUAL;
  }

  void write(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Frame-Options", framing);
  }
}
