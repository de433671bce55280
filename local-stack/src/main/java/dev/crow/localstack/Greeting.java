package dev.crow.localstack;

import java.time.Duration;
import java.util.UUID;

/** What a person sees once everything is ready: where it is, the keys, and five things to try. */
final class Greeting {

  private Greeting() {}

  static void print(StackConfig config, LocalKeys keys, Duration took) {
    String gateway = config.address(Service.GATEWAY);
    System.out.printf(
        """

        CROW is ready at %1$s  (%2$.1f s)

          organization  %3$s
          write key     %4$s   (for pages: may only send events)
          secret key    %5$s   (for servers: keep it secret)

        Five things to try, the first three in another terminal:

        1. Send a visit and end it:

        curl -s %1$s/api/v1/ingest/batch -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d '{
          "sessionId": "my-first-visit",
          "events": [
            {"eventId": "%6$s", "type": "search", "url": "https://shop.example/search", "properties": {"query": "warm jacket", "results": 3}},
            {"eventId": "%7$s", "type": "product_view", "url": "https://shop.example/p/1", "properties": {"productId": "p-1", "productName": "Alpine Down Jacket", "price": 189.00, "currency": "EUR"}},
            {"eventId": "%8$s", "type": "add_to_cart", "url": "https://shop.example/p/1", "properties": {"productId": "p-1", "productName": "Alpine Down Jacket", "price": 189.00, "currency": "EUR", "quantity": 1}}]}'
        curl -s %1$s/api/v1/ingest/session/end -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d '{"sessionId": "my-first-visit"}'

        2. A second later, find it by what it means:

        curl -s '%1$s/api/v1/interactions/search?q=someone+left+winter+clothing+in+the+basket' -H 'Authorization: Bearer %5$s'

        3. Let a few hundred shoppers in:

        ./crow demo

        4. Be a shopper yourself, and look for your own visit afterwards:

        %1$s/demo

        5. Set up an organization of your own, until its first event:

        %10$s/auth/sign-up

        Ctrl-C here, or ./crow down, stops it. The log is %9$s
        """,
        gateway,
        took.toMillis() / 1000.0,
        keys.organizationId(),
        keys.writeKey(),
        keys.secretKey(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        config.logFile(),
        // By name: browsers know passkeys of names only.
        gateway.replace("127.0.0.1", "localhost"));
  }
}
