package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionTimeTests {

  private static final long START = 1_800_000_000_000L;
  private static final long HOUR = 3_600_000;

  private PartitionTime time = PartitionTime.BEGINNING.at(START, new SenderMark(1, 0));

  @Test
  void passesWithTheBrokersClockWhileNobodySetsIt() {
    hear(1, 1_000, START + 1_030);
    hear(1, 60_000, START + 64_000);
    assertThat(time.now()).isEqualTo(START + 64_000);
    assertThat(time.told()).isEqualTo(START + 64_000);
  }

  @Test
  void aClockSetForwardIsNoSilence() {
    hear(1, 2_000, START + 5 * HOUR + 2_000);
    assertThat(time.now()).isEqualTo(START + 2_000);
    assertThat(time.told()).isEqualTo(START + 5 * HOUR + 2_000);
  }

  @Test
  void timeGoesOnAfterAClockWasSetBack() {
    hear(1, 1_000, START - 3 * HOUR + 1_000);
    assertThat(time.now()).isEqualTo(START + 1_000);
    hear(1, 2_000, START - 3 * HOUR + 2_000);
    assertThat(time.now()).isEqualTo(START + 2_000);
  }

  @Test
  void allSendersAreHeardByTheSameClock() {
    hear(2, 0, START + 500);
    hear(1, 1_000, START + HOUR + 1_000);
    hear(2, 600, START + HOUR + 1_100);
    assertThat(time.now()).isEqualTo(START + 1_100);
  }

  @Test
  void anOutageIsASilenceThoughTheSenderIsNew() {
    hear(2, 100, START + 2 * HOUR);
    assertThat(time.now()).isEqualTo(START + 2 * HOUR);
  }

  @Test
  void recordsWithoutAMarkGoByTheClockAsItWasLastUnderstood() {
    hear(1, 1_000, START + HOUR + 1_000);
    time = time.at(START + HOUR + 3_000, null);
    assertThat(time.now()).isEqualTo(START + 3_000);
  }

  @Test
  void aRecordThatWasHeldUpForLongLeavesNoTrace() {
    hear(1, 1_000, START + 40_000);
    hear(1, 40_500, START + 40_500);
    assertThat(time.now()).isEqualTo(START + 40_500);
    assertThat(time.told()).isEqualTo(START + 40_500);
  }

  @Test
  void neverGoesBackByALittle() {
    hear(1, 1_000, START + 4_000);
    hear(1, 1_100, START + 1_100);
    assertThat(time.now()).isEqualTo(START + 4_000);
  }

  @Test
  void survivesBeingWrittenDownAndForgetsSendersLongGone() {
    for (int sender = 2; sender < 100; sender++) {
      hear(sender, 0, START + sender);
    }
    assertThat(PartitionTime.of(time.toBytes())).isEqualTo(time);
    assertThat(time.heard()).hasSize(16).noneMatch(heard -> heard.sender() == 1);
  }

  private void hear(long sender, long elapsed, long appended) {
    time = time.at(appended, new SenderMark(sender, elapsed));
  }
}
