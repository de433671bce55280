package dev.crow.auth.mail;

import dev.crow.mail.Mail;
import dev.crow.mail.Names;
import dev.crow.mail.Postbox;
import dev.crow.relational.UuidV7;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes mails to people. A mail is stored in the caller's transaction and delivered after it. */
@Service
public class Mails {

  private final Postbox postbox;
  private final Letters letters;
  private final LinkProperties links;

  Mails(Postbox postbox, Letters letters, LinkProperties links) {
    this.postbox = postbox;
    this.letters = letters;
    this.links = links;
  }

  /**
   * Does nothing if strangers can cause the mail and the address got too many such within the last
   * hour: nobody shall be flooded.
   *
   * @param recipient a checked address
   * @param template what to write
   * @param token goes into the link; empty if the link needs none
   * @param values by the names the template uses, besides {@code link}; what people call themselves
   *     is defused, since somebody else reads it
   */
  @Transactional
  public void send(
      String recipient, MailTemplate template, String token, Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    values.forEach((name, value) -> all.put(name, Names.shown(value)));
    all.put("link", links.to(template.page(), token));
    Mail mail =
        new Mail(
            UuidV7.next(),
            recipient,
            template.subject(),
            letters.text(template, all),
            letters.html(template, all));
    if (template.isCapped()) {
      postbox.sendUnlessTooMany(mail);
    } else {
      postbox.send(mail);
    }
  }

  /**
   * Does something while no mail is on its way. Not inside a transaction.
   *
   * @param action such as an erasure
   */
  public void whilePausing(Runnable action) {
    postbox.whilePausing(action);
  }

  /**
   * Deletes the files of mails to or about somebody; deleting again changes nothing.
   *
   * @param addresses theirs
   * @return how many files
   */
  public long forgetFiles(Collection<String> addresses) {
    return postbox.forgetFiles(addresses);
  }

  /**
   * Inside a transaction: drops what waits for an address, and the count of what it got.
   *
   * @param recipient the address
   * @return how many mails waited
   */
  @Transactional
  public long forgetWaiting(String recipient) {
    return postbox.forgetWaiting(recipient);
  }
}
