package dev.crow.auth.account;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads e-mail addresses, and tells an organization's from a private one. */
@Component
public class Addresses {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TOP = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{1,59}");
  private static final Set<String> GENERIC = Set.of("com", "net", "org");
  private static final Set<String> SECOND_LEVEL = Set.of("co", "com", "net", "org", "ne", "or");
  // Letters of other alphabets that look like Latin ones.
  private static final String LOOKALIKES = "аеорсухіјѕһԁԛԝӏвкмнтгαοερνιτυκх";

  private final AddressProperties properties;

  Addresses(AddressProperties properties) {
    this.properties = properties;
  }

  /**
   * @param address as it was sent
   * @return in lower case, of the plain form {@code local@domain}
   * @throws ApiException {@code VALIDATION_FAILED} if it is no address; {@code ORG_EMAIL_REQUIRED}
   *     if it is not one of an organization
   */
  public String check(String address) {
    String email = plain(address);
    String domain = email.substring(email.lastIndexOf('@') + 1);
    if (!properties.allowAll() && isPrivate(domain)) {
      throw notOfAnOrganization();
    }
    return email;
  }

  /**
   * As {@link #check}, but any sort of domain is taken.
   *
   * @param address as it was sent
   * @return in lower case
   */
  public String plain(String address) {
    int at = address.lastIndexOf('@');
    if (address.length() > LONGEST || at < 1) {
      throw invalid();
    }
    // Before the case is changed, for some other letters become Latin ones by that.
    if (address.substring(at + 1).chars().anyMatch(c -> c > 0x7f && !Character.isISOControl(c))) {
      // Shown as its ASCII form nobody takes it for another, shown like this somebody would.
      throw notOfAnOrganization();
    }
    if (address.chars().anyMatch(c -> c > 0x7f)) {
      throw invalid();
    }
    String local = address.substring(0, at).toLowerCase(Locale.ROOT);
    String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
    if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
      throw invalid();
    }
    List<String> labels = Arrays.asList(domain.split("\\.", -1));
    if (labels.size() < 2
        || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        || !TOP.matcher(labels.getLast()).matches()) {
      throw invalid();
    }
    if (labels.stream().anyMatch(Addresses::imitates)) {
      throw notOfAnOrganization();
    }
    return local + "@" + domain;
  }

  private boolean isPrivate(String domain) {
    List<String> labels = Arrays.asList(domain.split("\\."));
    for (int i = 0; i < labels.size() - 1; i++) {
      List<String> ending = labels.subList(i + 1, labels.size());
      if (properties.consumerDomains().contains(labels.get(i) + "." + String.join(".", ending))
          || (properties.consumerBrands().contains(labels.get(i)) && isPublicEnding(ending))) {
        return true;
      }
    }
    return false;
  }

  /** Such as {@code com}, {@code fr} and {@code co.uk}. */
  private static boolean isPublicEnding(List<String> ending) {
    String last = ending.getLast();
    return switch (ending.size()) {
      case 1 -> GENERIC.contains(last) || last.length() == 2;
      case 2 -> SECOND_LEVEL.contains(ending.getFirst()) && last.length() == 2;
      default -> false;
    };
  }

  /** Whether a label in its ASCII form stands for letters that are made to be taken for others. */
  private static boolean imitates(String label) {
    if (!label.startsWith("xn--")) {
      return false;
    }
    String shown = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
    List<Integer> letters =
        shown.codePoints().filter(Character::isLetter).boxed().collect(Collectors.toList());
    Set<Character.UnicodeScript> scripts =
        letters.stream().map(Character.UnicodeScript::of).collect(Collectors.toSet());
    boolean mixed = scripts.size() > 1 && !isJapaneseOrKorean(scripts);
    boolean foreign = !scripts.contains(Character.UnicodeScript.LATIN);
    return shown.equals(label)
        || mixed
        || (foreign && letters.stream().allMatch(c -> LOOKALIKES.indexOf(c) >= 0));
  }

  private static boolean isJapaneseOrKorean(Set<Character.UnicodeScript> scripts) {
    return Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL)
        .containsAll(scripts);
  }

  private static ApiException invalid() {
    return new ApiException(ErrorCode.VALIDATION_FAILED, "This is no e-mail address.")
        .field("email");
  }

  private static ApiException notOfAnOrganization() {
    return new ApiException(
            ErrorCode.ORG_EMAIL_REQUIRED, "Use the address you have at your organization.")
        .field("email");
  }
}
