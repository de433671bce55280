package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cloudflare's own client takes the fake for Cloudflare. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeD1ClientTests {

  private static final Path SCRIPTS = Path.of("src/test/cloudflare-client");
  private static final Path CACHE = Path.of("target/cloudflare-client");

  private FakeD1 d1;
  private JsonNode seen;

  @BeforeAll
  void drive(@TempDir Path folder) throws IOException {
    assumeThat(NpmPackages.install(SCRIPTS, CACHE))
        .as("Node and npm, to run Cloudflare's client")
        .isTrue();
    d1 = FakeD1.start(folder.resolve("d1.db"));
    Files.copy(
        SCRIPTS.resolve("d1.mjs"), CACHE.resolve("d1.mjs"), StandardCopyOption.REPLACE_EXISTING);
    Process node =
        new ProcessBuilder(
                "node",
                CACHE.resolve("d1.mjs").toString(),
                d1.endpoint(),
                FakeD1.TOKEN,
                FakeD1.ACCOUNT)
            .redirectErrorStream(true)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).as("the client's run").startsWith("{\"made\"");
    seen = JsonMapper.builder().build().readTree(output);
  }

  @AfterAll
  void stop() {
    if (d1 != null) {
      d1.close();
    }
  }

  @Test
  void keepsDatabases() {
    assertSeen("made", "[\"shop\",\"production\",0]");
    assertSeen("listed", "[\"shop\"]");
    assertSeen("got", "true");
    assertSeen("edited", "\"auto\"");
    assertSeen("twice", "\"BadRequestError 400 7502\"");
    assertSeen("nameless", "\"BadRequestError 400 7400\"");
    assertSeen("absent", "\"NotFoundError 404 7404\"");
    assertSeen("deleted", "\"NotFoundError 404 7404\"");
    assertSeen("badToken", "\"PermissionDeniedError 403 10000\"");
  }

  @Test
  void runsStatements() {
    assertSeen("rows", "[[{\"id\":1,\"name\":\"one\"},{\"id\":2,\"name\":\"it's; two\"}]]");
    assertSeen("raw", "[{\"columns\":[\"a\",\"a\"],\"rows\":[[1,2]]}]");
    assertSeen("both", "[[{\"n\":1}],[{\"n\":2}]]");
    assertSeen("batch", "\"BadRequestError 400 7500\"");
    assertSeen("syntax", "\"BadRequestError 400 7500\"");
    assertSeen("count", "2");
  }

  @Test
  void travelsInTime() {
    assertSeen("sameBookmark", "true");
    assertSeen("bookmarksGrow", "true");
    assertSeen("restored", "2");
    assertSeen("undone", "\"BadRequestError 400 7500\"");
    assertSeen("badBookmark", "\"BadRequestError 400 7400\"");
    assertSeen("tooOld", "\"BadRequestError 400 7400\"");
  }

  @Test
  void exportsAndImports() {
    assertThat(seen.path("script").asString())
        .contains("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT);")
        .contains("INSERT INTO \"item\" (\"id\",\"name\") VALUES(2,'it''s; two');")
        .endsWith("CREATE INDEX item_name ON item (name);\n");
    assertSeen("etag", "true");
    assertSeen("loaded", "[\"complete\",5]");
    assertSeen("copied", "[{\"id\":1,\"name\":\"one\"},{\"id\":2,\"name\":\"it's; two\"}]");
    assertSeen("idle", "\"Not currently importing anything.\"");
  }

  private void assertSeen(String what, String json) {
    assertThat(seen.path(what)).as(what).hasToString(json);
  }
}
