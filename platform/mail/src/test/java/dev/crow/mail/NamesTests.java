package dev.crow.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTests {

  @ParameterizedTest
  @CsvSource({
    "Ada Lovelace, Ada Lovelace",
    "St.John, St. John",
    "www.evil.example, www. evil. example",
    "https://evil.example/x, https:// evil. example/ x",
    "win at evil.example now, win at evil. example now",
    "eve@evil.example, eve@ evil. example"
  })
  void leavesNothingInNamesThatMailProgramsMakeLinksOf(String name, String shown) {
    assertThat(Names.shown(name)).isEqualTo(shown);
  }

  @Test
  void shortensNamesThatAreMessages() {
    assertThat(Names.shown("x".repeat(200))).hasSize(80).endsWith("…");
    assertThat(Names.shown("Ada\u202e\u2028evil")).isEqualTo("Ada evil");
  }

  @ParameterizedTest
  @CsvSource({
    "Sales fell by 3.5 % at 10:30 (1/2),Sales fell by 3.5 % at 10:30 (1/2)",
    "see evil.example/x now,see evil. example/ x now",
    "http://1.2.3.4/a,http:// 1.2.3.4/ a",
    "eve@evil.example,eve@ evil. example"
  })
  void leavesNumbersInTextsAlone(String text, String unlinked) {
    assertThat(Names.unlinked(text)).isEqualTo(unlinked);
  }
}
