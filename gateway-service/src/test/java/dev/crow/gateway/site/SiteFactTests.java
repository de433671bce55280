package dev.crow.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiteFactTests {

  private static final String PAGE =
      "a<!--if:x-->1<!--/if:x-->b<!--if:x-->2<!--if:y-->3<!--/if:y--><!--/if:x-->c";

  @Test
  void takesOutWhatDoesNotHold() {
    assertThat(new SiteFact("x", () -> false).applyTo(PAGE)).isEqualTo("abc");
  }

  @Test
  void leavesWhatHoldsWithoutItsMarks() {
    assertThat(new SiteFact("x", () -> true).applyTo(PAGE))
        .isEqualTo("a1b2<!--if:y-->3<!--/if:y-->c");
  }

  @Test
  void leavesOtherFactsAlone() {
    assertThat(new SiteFact("z", () -> false).applyTo(PAGE)).isEqualTo(PAGE);
  }
}
