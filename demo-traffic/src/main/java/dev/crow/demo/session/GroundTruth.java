package dev.crow.demo.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session contains, for scoring what the suite says of it. All lists are in the order of
 * first occurrence and without repetitions; products are given by id.
 *
 * @param sessionId names the session
 * @param persona kind of visitor
 * @param device {@code mobile}, {@code tablet} or {@code desktop}
 * @param startedAt time of the first event
 * @param endedAt time of the last event
 * @param endsExplicitly whether an end is sent
 * @param purchased whether something was bought
 * @param total what was paid; null without a purchase
 * @param abandonedCheckout whether a checkout was started, and nothing bought
 * @param abandonedCart whether something stayed in the cart without any checkout
 * @param productsViewed looked at
 * @param productsAdded put into the cart
 * @param productsBought bought
 * @param friction what went wrong: types of events such as {@code rage_click}, and {@code
 *     slow_page}, {@code no_results}
 * @param planted ids of the planted truths this session met
 * @param eventCount number of events
 * @param eventTypes number of events by type
 * @param eventIds in the order of time
 */
public record GroundTruth(
    String sessionId,
    String persona,
    String device,
    Instant startedAt,
    Instant endedAt,
    boolean endsExplicitly,
    boolean purchased,
    @Nullable BigDecimal total,
    boolean abandonedCheckout,
    boolean abandonedCart,
    List<String> productsViewed,
    List<String> productsAdded,
    List<String> productsBought,
    List<String> friction,
    List<String> planted,
    int eventCount,
    Map<String, Integer> eventTypes,
    List<String> eventIds) {}
