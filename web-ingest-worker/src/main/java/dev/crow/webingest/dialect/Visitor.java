package dev.crow.webingest.dialect;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.events.NameUuid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose session an event belongs to. A client without sessions of its own gets one for each
 * visitor; the suite splits it where the visitor was silent.
 *
 * @param session its name, in the form of a session id
 * @param context what the event says of the visit
 */
public record Visitor(String session, SessionContext context) {

  private static final int MAX_ID = 512;
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  /**
   * @param id any text
   * @return whether it can name anybody: not blank, not endless, without control characters
   */
  public static boolean isId(@Nullable String id) {
    return id != null
        && !id.isBlank()
        && id.length() <= MAX_ID
        && id.chars().noneMatch(Character::isISOControl);
  }

  /**
   * @param session a session id of the client's own, or null
   * @return whether it can be used as it is
   */
  public static boolean isSession(@Nullable String session) {
    return session != null && SESSION_ID.matcher(session).matches();
  }

  /**
   * @param dialect first word of the name
   * @param pseudonym made by the client; kept readable where it has the form
   * @return the name of the pseudonym's session
   */
  public static String sessionOfPseudonym(String dialect, String pseudonym) {
    return isSession(pseudonym) ? dialect + "." + pseudonym : hashed(dialect, pseudonym);
  }

  /**
   * @param dialect first word of the name
   * @param userId of the brand; often an address or a number, so it is not put into the name
   * @return the name of the user's session
   */
  public static String sessionOfUser(String dialect, String userId) {
    return hashed(dialect, userId);
  }

  private static String hashed(String dialect, String id) {
    return dialect + "." + NameUuid.of(dialect, id);
  }
}
