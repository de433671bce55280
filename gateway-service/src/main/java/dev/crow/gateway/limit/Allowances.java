package dev.crow.gateway.limit;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/** All buckets one request was counted in. */
public final class Allowances {

  private final List<Allowance> taken = new ArrayList<>(4);

  /**
   * @param allowance one more
   */
  public void add(Allowance allowance) {
    taken.add(allowance);
  }

  /**
   * @param response gets the headers of draft-ietf-httpapi-ratelimit-headers, if anything was
   *     counted
   */
  public void writeTo(HttpServletResponse response) {
    if (taken.isEmpty()) {
      return;
    }
    StringBuilder policy = new StringBuilder(128);
    StringBuilder now = new StringBuilder(128);
    for (Allowance one : taken) {
      String separator = policy.isEmpty() ? "" : ", ";
      policy.append(separator).append(one.policy());
      now.append(separator)
          .append('"')
          .append(one.scope().text())
          .append("\";r=")
          .append(one.remaining())
          .append(";t=")
          .append(one.resetSeconds());
    }
    response.setHeader("RateLimit-Policy", policy.toString());
    response.setHeader("RateLimit", now.toString());
  }
}
