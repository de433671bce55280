package dev.crow.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The slowing down of guesses.
 *
 * @param enabled false only where it is measured what happens without; anybody may then guess as
 *     fast as passwords can be hashed
 */
@ConfigurationProperties("crow.auth.throttle")
record ThrottleProperties(@DefaultValue("true") boolean enabled) {}
