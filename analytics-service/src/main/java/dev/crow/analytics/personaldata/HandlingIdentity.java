package dev.crow.analytics.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent;
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
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

  HandlingIdentity(JdbcClient jdbc, OnceEach<IdentityEvent> effects, PersonalDataOrders orders) {
    this.jdbc = jdbc;
    this.effects = effects;
    this.orders = orders;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(
        events,
        event -> {
          if (event.payload() instanceof OrganizationFounded founded) {
            effects.once(event, () -> remember(founded));
          } else {
            orders.follow(event);
          }
        });
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
