package dev.crow.analytics.projection;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is counted. Counts can be added up over time and over keys, and taken out again; those of
 * visitors cannot be added, for somebody may be in two of them.
 */
public enum Measure {
  EVENTS("events", Keys.FEW, "events by type"),
  SESSIONS("sessions", Keys.ONE, "sessions"),
  /** Counted by day, week and month of UTC; elsewhere by looking at the sessions. */
  VISITORS("visitors", Keys.PERSONS, "visitors, each once in a bucket"),
  ORDERS("orders", Keys.ONE, "orders"),
  REVENUE("revenue", Keys.FEW, "revenue by currency, in its smallest unit"),
  OUTCOMES("outcomes", Keys.FEW, "sessions by how they ended"),
  DEVICES("devices", Keys.FEW, "sessions by device"),
  ARRIVALS("arrivals", Keys.FEW, "sessions by where they came from"),
  LANGUAGES("languages", Keys.MANY, "sessions by language"),
  TAGS("tags", Keys.MANY, "sessions by mark, such as rage-click"),
  PAGES("pages", Keys.MANY, "page views by path"),
  ENTRIES("entries", Keys.MANY, "sessions by first page"),
  EXITS("exits", Keys.MANY, "sessions by last page"),
  CUSTOM_EVENTS("custom-events", Keys.MANY, "events of the sender's own by name"),
  SEARCHES("searches", Keys.MANY, "searches by query"),
  PRODUCTS_VIEWED("products-viewed", Keys.MANY, "views of products"),
  PRODUCTS_CARTED("products-carted", Keys.MANY, "pieces put into carts, by product"),
  PRODUCTS_PURCHASED("products-purchased", Keys.MANY, "pieces ordered, by product"),
  /** Keys are two pages, see {@link Keys#pair}. */
  TRANSITIONS("transitions", Keys.BINS, "steps from page to page"),
  SESSION_DURATION("session-duration", Keys.BINS, "how long sessions take, in seconds"),
  SESSION_EVENTS("session-events", Keys.BINS, "events of a session"),
  ORDER_VALUE("order-value", Keys.BINS, "what orders come to, in the currency's smallest unit"),
  WEB_VITALS("web-vitals", Keys.BINS, "what pages were like to load, in thousandths of the unit");

  private final String word;
  private final Keys keys;
  private final String meaning;

  Measure(String word, Keys keys, String meaning) {
    this.word = word;
    this.keys = keys;
    this.meaning = meaning;
  }

  /**
   * @return its name
   */
  public String word() {
    return word;
  }

  /**
   * @return what is counted, in a few words
   */
  public String meaning() {
    return meaning;
  }

  /**
   * @return how many keys there may be
   */
  public Keys keys() {
    return keys;
  }

  /**
   * @return the buckets it is counted in
   */
  public Set<Grain> grains() {
    return EnumSet.range(keys.shortest, Grain.MONTH);
  }

  /**
   * @param word a name
   * @return the measure called so
   */
  public static Optional<Measure> of(String word) {
    return Arrays.stream(values()).filter(measure -> measure.word.equals(word)).findFirst();
  }

  /** How many keys a measure may have, and with it how finely time is divided. */
  public enum Keys {
    ONE(Grain.QUARTER),
    FEW(Grain.QUARTER),
    MANY(Grain.HOUR),
    BINS(Grain.HOUR),
    PERSONS(Grain.DAY);

    private static final String DIVIDER = "\n";

    private final Grain shortest;

    Keys(Grain shortest) {
      this.shortest = shortest;
    }

    /**
     * @param first part, without line breaks
     * @param second part
     * @return both in one key; keys with one first part lie together
     */
    public static String pair(String first, String second) {
      return first + DIVIDER + second;
    }

    /**
     * @param key made by {@link #pair}
     * @return its parts
     */
    public static String[] parts(String key) {
      return key.split(DIVIDER, 2);
    }
  }
}
