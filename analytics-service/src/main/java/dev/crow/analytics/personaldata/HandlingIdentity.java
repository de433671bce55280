package dev.crow.analytics.personaldata;

import dev.crow.analytics.exports.Exports;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.OnceEach;
import dev.crow.personaldata.PersonalDataOrders;
import dev.crow.relational.Timestamps;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Learns who the customers are, and follows orders to erase and to export. */
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private final JdbcClient jdbc;
  private final Exports exports;
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

  HandlingIdentity(
      JdbcClient jdbc,
      Exports exports,
      OnceEach<IdentityEvent> effects,
      PersonalDataOrders orders) {
    this.jdbc = jdbc;
    this.exports = exports;
    this.effects = effects;
    this.orders = orders;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(
        events,
        event -> {
          switch (event.payload()) {
            case OrganizationFounded founded -> effects.once(event, () -> remember(founded));
            case ErasureDone done -> dropWhatWasReadMeanwhile(done);
            default -> orders.follow(event);
          }
        });
  }

  /**
   * An export that began after the order came here may have read interactions before they were
   * erased there.
   */
  private void dropWhatWasReadMeanwhile(ErasureDone done) {
    boolean erased = done.erased().values().stream().anyMatch(count -> count > 0);
    if (done.service().equals(Services.INTERACTION) && erased) {
      exports.dropThoseOnVisitors(done.organizationId());
    }
  }

  private void remember(OrganizationFounded founded) {
    jdbc.sql(
            """
            INSERT INTO customers (org_id, name, founded_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(founded.organizationId(), founded.name(), Timestamps.format(founded.occurredAt()))
        .update();
  }
}
