package dev.crow.auth.account;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose e-mail addresses are taken.
 *
 * @param allowAll true: anybody's, for private installations; false: those of organizations only
 * @param consumerBrands names that providers of private mailboxes use under many endings, as {@code
 *     yahoo} in {@code yahoo.co.uk}
 * @param consumerDomains whole domains of such providers
 */
@Validated
@ConfigurationProperties("crow.auth.addresses")
record AddressProperties(
    @DefaultValue("false") boolean allowAll,
    @DefaultValue({
          "gmail",
          "googlemail",
          "yahoo",
          "ymail",
          "rocketmail",
          "outlook",
          "hotmail",
          "live",
          "msn",
          "icloud",
          "aol",
          "yandex",
          "gmx",
          "proton",
          "protonmail",
          "zoho",
          "zohomail",
          "tutanota",
          "fastmail",
          "freenet",
          "mailinator",
          "qq"
        })
        Set<String> consumerBrands,
    @DefaultValue({
          "me.com",
          "mac.com",
          "mail.com",
          "email.com",
          "web.de",
          "t-online.de",
          "pm.me",
          "x.com",
          "mail.ru",
          "inbox.ru",
          "list.ru",
          "bk.ru",
          "ya.ru",
          "rambler.ru",
          "163.com",
          "126.com",
          "sina.com",
          "naver.com",
          "daum.net",
          "hanmail.net",
          "orange.fr",
          "free.fr",
          "laposte.net",
          "libero.it",
          "virgilio.it",
          "wp.pl",
          "o2.pl",
          "onet.pl",
          "seznam.cz",
          "btinternet.com",
          "comcast.net",
          "verizon.net",
          "att.net",
          "rediffmail.com",
          "uol.com.br",
          "bol.com.br",
          "tuta.io",
          "tuta.com",
          "hey.com",
          "duck.com",
          "guerrillamail.com",
          "10minutemail.com"
        })
        Set<String> consumerDomains) {

  AddressProperties {
    consumerBrands = Set.copyOf(consumerBrands);
    consumerDomains = Set.copyOf(consumerDomains);
  }
}
