package dev.crow.events;

/**
 * A record on its way through a topic, with what the envelope says of it.
 *
 * @param id names this event for ever: a second one with the same id is the same event
 * @param organizationId whose event it is
 * @param key events of one key keep their order
 * @param payload the record itself; its class is the schema
 * @param <T> the record's type
 */
public record Event<T>(String id, String organizationId, String key, T payload) {}
