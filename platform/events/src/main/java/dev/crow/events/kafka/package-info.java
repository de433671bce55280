/** Events over Kafka. */
@NullMarked
package dev.crow.events.kafka;

import org.jspecify.annotations.NullMarked;
