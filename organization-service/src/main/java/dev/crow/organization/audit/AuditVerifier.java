package dev.crow.organization.audit;

import dev.crow.organization.audit.AuditVerification.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Checks the audit logs in a database file, for operators: {@code java … AuditVerifier <database>
 * [<key file>]}. The key file is {@code audit-key} beside the database unless named. Ends with 0 if
 * all logs are intact, 1 if one is not, 2 if it cannot tell.
 */
public final class AuditVerifier {

  private AuditVerifier() {}

  /**
   * @param args the database, and where the key is
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out));
  }

  static int run(String[] args, PrintStream out) {
    if (args.length < 1 || args.length > 2) {
      out.println("Usage: AuditVerifier <database> [<key file>]");
      return 2;
    }
    Path database = Path.of(args[0]);
    Path key = args.length == 2 ? Path.of(args[1]) : database.resolveSibling("audit-key");
    if (!Files.isReadable(database) || !Files.isReadable(key)) {
      out.println("Cannot read " + (Files.isReadable(database) ? key : database));
      return 2;
    }
    try {
      return verify(database, new AuditChain(Files.readString(key).strip()), out) ? 0 : 1;
    } catch (IOException e) {
      out.println("Cannot read " + key + ": " + e.getMessage());
      return 2;
    }
  }

  private static boolean verify(Path database, AuditChain chain, PrintStream out) {
    AuditRows rows =
        new AuditRows(
            JdbcClient.create(
                new DriverManagerDataSource("jdbc:sqlite:" + database + "?open_mode=1")));
    AuditVerification verification = new AuditVerification(rows, chain);
    boolean intact = true;
    for (String organization : rows.organizations()) {
      Finding finding = verification.verify(organization, null);
      intact &= finding.intact();
      out.println(
          finding.intact()
              ? organization + ": intact, " + finding.entries() + " entries"
              : organization + ": broken at " + finding.firstBroken() + ". " + finding.reason());
    }
    return intact;
  }
}
