package dev.crow.gateway.limit;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The limits of one kind of traffic, by whom they count. What is not named is not counted. */
sealed interface ClassLimits {

  /** Those that apply. */
  Map<Scope, Limit> byScope();

  /**
   * Events. Nothing here may throttle a shop's real traffic: a lost event cannot be asked for
   * again.
   *
   * @param perCredential one key is a whole shop, so it gets what a large one sends on its busiest
   *     day: a thousand batches a second and as much again
   * @param perAddress with one key. Half of the key's own, for a key in web pages is everybody's:
   *     one address alone must not use it up for all visitors. Yet behind one address may be a
   *     whole mobile network, or the shop's own server that relays everything. Counted per key, so
   *     that two shops behind one address do not starve each other
   * @param perStranger credentials not known yet, by address. Each costs a question to
   *     auth-service; a known key is never counted here, so guessing keys does not lock out whoever
   *     shares the address. The burst lets a crowd in when all keys are new, as after a start
   * @param perOrganization a few shops at full speed
   */
  record Ingest(
      @DefaultValue("2000/1s burst 4000") Limit perCredential,
      @DefaultValue("1000/1s burst 4000") Limit perAddress,
      @DefaultValue("20/1s burst 400") Limit perStranger,
      @DefaultValue("5000/1s burst 10000") Limit perOrganization)
      implements ClassLimits {
    @Override
    public Map<Scope, Limit> byScope() {
      return new EnumMap<>(
          Map.of(
              Scope.CREDENTIAL, perCredential,
              Scope.ADDRESS, perAddress,
              Scope.STRANGER, perStranger,
              Scope.ORGANIZATION, perOrganization));
    }
  }

  /**
   * What known callers read and change.
   *
   * @param perCredential a script that pages through a month of interactions stays below; one that
   *     polls every second does not
   * @param perAddress what a busy person's browser asks for; counted before the credential is
   *     looked at, so guessing one is as slow
   * @param perOrganization ten keys or people at full speed
   */
  record Api(
      @DefaultValue("1000/1h") Limit perCredential,
      @DefaultValue("200/2m") Limit perAddress,
      @DefaultValue("10000/1h burst 2000") Limit perOrganization)
      implements ClassLimits {
    @Override
    public Map<Scope, Limit> byScope() {
      return new EnumMap<>(
          Map.of(
              Scope.CREDENTIAL, perCredential,
              Scope.ADDRESS, perAddress,
              Scope.ORGANIZATION, perOrganization));
    }
  }

  /**
   * Signing up and in. Failures count like successes: guessing consists of failures. auth-service
   * counts tries per account besides.
   *
   * @param perAddress a person who mistypes a password several times stays far below
   * @param perNetwork whoever owns a range of addresses guesses no faster than four people, yet an
   *     office on a Monday morning gets in
   */
  record Auth(@DefaultValue("50/5m") Limit perAddress, @DefaultValue("200/5m") Limit perNetwork)
      implements ClassLimits {
    @Override
    public Map<Scope, Limit> byScope() {
      return new EnumMap<>(Map.of(Scope.ADDRESS, perAddress, Scope.NETWORK, perNetwork));
    }
  }

  /**
   * What the gateway answers by itself, paths that do not exist among it. Probes of its health are
   * not counted.
   *
   * @param perAddress reading the description of the API takes one request
   * @param perNetwork whoever searches for paths from many addresses is as slow as from four
   */
  record Anybody(@DefaultValue("100/1m") Limit perAddress, @DefaultValue("400/1m") Limit perNetwork)
      implements ClassLimits {
    @Override
    public Map<Scope, Limit> byScope() {
      return new EnumMap<>(Map.of(Scope.ADDRESS, perAddress, Scope.NETWORK, perNetwork));
    }
  }
}
