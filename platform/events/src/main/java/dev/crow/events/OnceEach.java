package dev.crow.events;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives events their effect, each once: inbox, rows and answer in one transaction. What no
 * transaction covers, such as objects, the handler does before, in a way that may be done again.
 *
 * @param <T> type of the records
 */
public final class OnceEach<T> {

  private final String consumer;
  private final Function<T, String> organizationOf;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final StoreAway away;

  /**
   * @param consumer whose inbox it is
   * @param organizationOf whom a record says it belongs to
   * @param inbox remembers what had its effect
   * @param transaction around each effect
   * @param away knows the stores the effects need
   */
  public OnceEach(
      String consumer,
      Function<T, String> organizationOf,
      Inbox inbox,
      TransactionTemplate transaction,
      StoreAway away) {
    this.consumer = consumer;
    this.organizationOf = organizationOf;
    this.inbox = inbox;
    this.transaction = transaction;
    this.away = away;
  }

  /**
   * Hands over event by event.
   *
   * @param events in order
   * @param effect may call {@link #once}
   * @throws TransientFailure if a store is away
   * @throws IllegalArgumentException if an envelope names another organization than its record
   */
  public void handle(List<Event<T>> events, Consumer<Event<T>> effect) {
    away.waitingFor(
        () -> {
          for (Event<T> event : events) {
            event.requireOrganization(organizationOf.apply(event.payload()));
            effect.accept(event);
          }
        });
  }

  /**
   * Does nothing if the event had its effect before.
   *
   * @param event whose effect it is
   * @param effect on rows and outbox
   */
  public void once(Event<T> event, Runnable effect) {
    onceAfter(event, () -> effect);
  }

  /**
   * As {@link #once}, for an effect that has to read: some databases take no question after a
   * transaction's first write.
   *
   * @param event whose effect it is
   * @param reading reads, and returns the effect on rows and outbox
   */
  public void onceAfter(Event<T> event, Supplier<Runnable> reading) {
    transaction.executeWithoutResult(
        _ -> {
          Runnable effect = reading.get();
          if (inbox.claim(consumer, event.id())) {
            effect.run();
          }
        });
  }

  /**
   * As {@link #once}, for records that replace each other and may come late.
   *
   * @param event whose effect it is
   * @param isNews reads whether the record says more than is known already
   * @param effect on rows and outbox; of old news there is none
   */
  public void onceIfNews(Event<T> event, Predicate<T> isNews, Consumer<T> effect) {
    onceAfter(
        event,
        () -> {
          boolean news = isNews.test(event.payload());
          return () -> {
            if (news) {
              effect.accept(event.payload());
            }
          };
        });
  }
}
