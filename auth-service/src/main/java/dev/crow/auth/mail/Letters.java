package dev.crow.auth.mail;

import dev.crow.mail.Letter;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is written to people, ready to be filled in. */
@Component
class Letters {

  private final Map<MailTemplate, Letter> letters = new EnumMap<>(MailTemplate.class);

  Letters() {
    for (MailTemplate template : MailTemplate.values()) {
      letters.put(template, Letter.from(Letters.class, template.resource(), template.button()));
    }
  }

  String text(MailTemplate template, Map<String, String> values) {
    return of(template).text(values);
  }

  String html(MailTemplate template, Map<String, String> values) {
    return of(template).html(values);
  }

  private Letter of(MailTemplate template) {
    Letter letter = letters.get(template);
    if (letter == null) {
      throw new IllegalStateException("No template for " + template);
    }
    return letter;
  }
}
