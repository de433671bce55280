package dev.crow.gateway.site;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Puts prices into pages: {@code {{web.monthly}}} for people, {@code {{pricing}}} for programs. */
final class Pricing {

  private static final List<String> CHANNELS = List.of("web", "social", "cctv");

  private final Map<String, PricingProperties.Price> modules;
  private final Map<String, String> texts = new LinkedHashMap<>();

  Pricing(PricingProperties properties, JsonMapper json) {
    this.modules = properties.modules();
    NumberFormat money = money(properties.currency());
    NumberFormat count = NumberFormat.getIntegerInstance(Locale.ENGLISH);
    modules.forEach(
        (name, module) -> {
          texts.put("{{" + name + ".monthly}}", written(money, module.monthly()));
          texts.put("{{" + name + ".annual}}", written(money, module.annual()));
          texts.put("{{" + name + ".interactions}}", count.format(module.interactions()));
          texts.put("{{" + name + ".patterns}}", count.format(module.patterns()));
        });
    texts.put("{{pricing}}", json.writeValueAsString(properties));
  }

  boolean isShown() {
    return !modules.isEmpty();
  }

  List<SiteFact> facts() {
    List<SiteFact> facts = new ArrayList<>();
    facts.add(new SiteFact("pricing", this::isShown));
    for (String channel : CHANNELS) {
      facts.add(new SiteFact(channel, () -> modules.containsKey(channel)));
    }
    return facts;
  }

  String applyTo(String text) {
    String filled = text;
    for (Map.Entry<String, String> part : texts.entrySet()) {
      filled = filled.replace(part.getKey(), part.getValue());
    }
    return filled;
  }

  private static NumberFormat money(String currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
    format.setCurrency(Currency.getInstance(currency));
    return format;
  }

  /** Whole amounts without their hundredths. */
  private static String written(NumberFormat money, BigDecimal amount) {
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    NumberFormat format = (NumberFormat) money.clone();
    int digits = whole ? 0 : Math.max(0, format.getCurrency().getDefaultFractionDigits());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(amount);
  }
}
