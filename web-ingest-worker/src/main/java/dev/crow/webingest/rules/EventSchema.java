package dev.crow.webingest.rules;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/**
 * One version of the schema of an organization's event.
 *
 * @param event its name: a custom event's own, or a type
 * @param version from 1
 * @param current whether events are judged by it
 * @param createdAt when it was put
 * @param createdBy who put it: a user, or a key
 * @param schema JSON Schema of the event's properties
 */
@Schema(name = "EventSchema")
record EventSchema(
    String event,
    int version,
    boolean current,
    Instant createdAt,
    String createdBy,
    Map<String, Object> schema) {}
