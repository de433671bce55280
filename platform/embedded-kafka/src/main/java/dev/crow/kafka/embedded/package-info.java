/** A real Kafka broker inside the JVM, for the laptop and for tests. */
@NullMarked
package dev.crow.kafka.embedded;

import org.jspecify.annotations.NullMarked;
