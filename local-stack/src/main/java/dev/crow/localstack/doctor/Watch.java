package dev.crow.localstack.doctor;

import dev.crow.localstack.doctor.SuiteApi.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again and again, until the answer is as wanted or patience ends. */
final class Watch {

  private static final Duration PAUSE = Duration.ofMillis(150);

  private final SuiteApi api;
  private final Duration patience;
  private final Clock clock;

  Watch(SuiteApi api, Duration patience, Clock clock) {
    this.api = api;
    this.patience = patience;
    this.clock = clock;
  }

  Optional<Answer> until(String path, String key, Predicate<Answer> wanted)
      throws IOException, InterruptedException {
    return Optional.of(last(path, key, wanted)).filter(wanted);
  }

  /** The last answer, whether as wanted or not. */
  Answer last(String path, String key, Predicate<Answer> wanted)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    Answer answer = api.get(path, key);
    while (!wanted.test(answer) && clock.instant().isBefore(deadline)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = api.get(path, key);
    }
    return answer;
  }
}
