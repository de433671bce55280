package dev.crow.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SiteFilesTests {

  @Test
  void aBuildWithoutNpmHasNoFiles() {
    assertThat(SiteFiles.of("crow-nothing").isEmpty()).isTrue();
  }

  @Test
  void onlyWhatTheListNamesCanBeAskedFor() {
    SiteFiles files = SiteFiles.of("crow-dashboard");

    assertThat(files.find("index.html")).isPresent();
    assertThat(files.find("../files.tsv")).isEmpty();
    assertThat(files.find("assets/../index.html")).isEmpty();
    assertThat(files.find("assets/main-abc.js.br")).isEmpty();
  }

  @Test
  void takesTheSmallestOfWhatIsAcceptedAndOffered() {
    EnumSet<ContentEncoding> all = EnumSet.allOf(ContentEncoding.class);
    assertThat(ContentEncoding.best("gzip, br;q=0.5", all)).isEqualTo(ContentEncoding.BROTLI);
    assertThat(ContentEncoding.best("br;q=0.0, gzip", all)).isEqualTo(ContentEncoding.GZIP);
    assertThat(ContentEncoding.best("brotli, x-gzip", all)).isNull();
    assertThat(ContentEncoding.best(null, all)).isNull();
  }
}
