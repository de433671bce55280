package dev.crow.webingest.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the door lets in.
 *
 * @param maxBody largest body on the wire
 * @param maxDecompressed largest body after decompression
 * @param bodyTimeout longest time a body may take to arrive
 * @param maxBatch most events in one batch
 * @param maxForeignBatch most events in one batch of a foreign client
 * @param maxEvent largest event as JSON text
 * @param maxDepth deepest nesting of a body
 * @param maxString longest text in an event, in characters
 * @param maxKeys most members of one JSON object
 * @param maxName longest name of a member, in characters
 * @param tooOld age beyond which an event is refused; the memory of ids must not be shorter than
 *     what senders may hold back
 * @param clockTolerance how far ahead of ours a sender's clock may be
 * @param maxSkew how wrong a sender's clock may be to be corrected by when it says it sent a
 *     request
 * @param recentIds how many acknowledged event ids are remembered to tell repetitions at the door
 */
@ConfigurationProperties("crow.intake")
record IntakeProperties(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("4MB") DataSize maxDecompressed,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("100") int maxBatch,
    @DefaultValue("1000") int maxForeignBatch,
    @DefaultValue("64KB") DataSize maxEvent,
    @DefaultValue("32") int maxDepth,
    @DefaultValue("16384") int maxString,
    @DefaultValue("64") int maxKeys,
    @DefaultValue("128") int maxName,
    @DefaultValue("8d") Duration tooOld,
    @DefaultValue("5m") Duration clockTolerance,
    @DefaultValue("24h") Duration maxSkew,
    @DefaultValue("100000") int recentIds) {}
