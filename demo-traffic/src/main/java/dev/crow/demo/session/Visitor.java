package dev.crow.demo.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes to the shop, perhaps more than once, and always with the same device.
 *
 * @param anonymousId the pseudonym in the browser
 * @param accountId the shop's id of the customer; null without an account
 */
record Visitor(
    String anonymousId,
    @Nullable String accountId,
    Device device,
    String userAgent,
    String locale,
    String timezone) {

  /** More than visit in a demo, so most come once and some are regulars. */
  private static final int KNOWN = 1_500;

  private static final long SALT = 0x5649_5349L;

  private static final List<Map.Entry<String, String>> HOMES =
      List.of(
          Map.entry("de-DE", "Europe/Berlin"),
          Map.entry("de-DE", "Europe/Berlin"),
          Map.entry("de-DE", "Europe/Berlin"),
          Map.entry("de-AT", "Europe/Vienna"),
          Map.entry("en-GB", "Europe/London"),
          Map.entry("fr-FR", "Europe/Paris"),
          Map.entry("nl-NL", "Europe/Amsterdam"),
          Map.entry("sv-SE", "Europe/Stockholm"));

  /** {@return one of the visitors this seed knows} */
  static Visitor pick(long seed, Dice dice) {
    double share = dice.share();
    int number = (int) (KNOWN * share * share);
    Dice own = Dice.of(seed, SALT, number);
    double kind = own.share();
    Device device = kind < 0.52 ? Device.MOBILE : kind < 0.60 ? Device.TABLET : Device.DESKTOP;
    Map.Entry<String, String> home = own.pick(HOMES);
    return new Visitor(
        own.uuid().toString(),
        own.chance(0.5) ? "customer-" + (10_000 + number) : null,
        device,
        own.pick(device.userAgents()),
        home.getKey(),
        home.getValue());
  }
}
