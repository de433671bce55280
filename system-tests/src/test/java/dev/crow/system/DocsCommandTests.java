package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the documents, and those the launcher prints, run as they stand. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsCommandTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SHELL_BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  private RunningSuite suite;

  @BeforeAll
  void connect(RunningSuite running) {
    suite = running;
  }

  @Test
  void theApiPageRunsFromTopToBottom() throws Exception {
    List<String> commands =
        SHELL_BLOCK
            .matcher(Files.readString(ROOT.resolve("docs/api.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(commands).hasSizeGreaterThan(4);
    for (String command : commands) {
      String answer = shell(command);
      assertThat(answer).as(command).startsWith("{");
      assertThat(JSON.readTree(answer).path("type").asString("")).as(answer).isEmpty();
    }
    String search =
        commands.stream()
            .filter(command -> command.contains("/interactions/search"))
            .findFirst()
            .orElseThrow();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shell(search)).contains("Fell Boots"));
  }

  /** Discovery asks the internet, which is not part of a test. */
  @Test
  void theProductPageRunsFromTopToBottom() throws Exception {
    List<String> commands =
        SHELL_BLOCK
            .matcher(Files.readString(ROOT.resolve("docs/products.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .filter(command -> !command.contains("/discoveries"))
            .toList();
    assertThat(commands).hasSize(4);
    for (String command : commands) {
      String answer = shell(command);
      assertThat(answer).as(command).startsWith("{");
      assertThat(JSON.readTree(answer).path("type").asString("")).as(answer).isEmpty();
    }
  }

  @Test
  void theSwitchingPageIsAnsweredAsTheLibrariesExpect() throws Exception {
    String script =
        SHELL_BLOCK
            .matcher(Files.readString(ROOT.resolve("docs/switching.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(shell(script))
        .contains("\"success\":true", "\"status\":1")
        .doesNotContain("crow.example/problems/", "refused");
  }

  @Test
  void theDemoShopsPageLeadsToWhatItSells() throws Exception {
    List<String> commands =
        SHELL_BLOCK
            .matcher(Files.readString(ROOT.resolve("docs/demo-shop.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(commands).hasSize(2);
    assertThat(shell(commands.getFirst())).startsWith("{\"items\":");
    assertThat(shell(commands.getLast())).contains("\"brand\": \"Tarnvik\"");
  }

  @Test
  void theWalkthroughGoesFromSignUpToARevokedKey() throws Exception {
    String script =
        SHELL_BLOCK
            .matcher(Files.readString(ROOT.resolve("docs/walkthrough.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(shell(script))
        .contains("\"role\":\"OWNER\"", "202\n", "the key has ended", "api-key.revoked")
        .doesNotContain("crow.example/problems/");
  }

  @Test
  void whatTheLauncherPrintsLeadsToAnInteraction() throws Exception {
    String output = suite.output();
    String sending =
        output.substring(output.indexOf("curl -s"), output.indexOf("2. A second later"));
    assertThat(shell(sending)).contains("\"stored\":3");
    String searching = output.substring(output.indexOf("curl -s '"));
    String search = searching.substring(0, searching.indexOf('\n'));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shell(search)).contains("Alpine Down Jacket"));
  }

  @Test
  void theScriptExplainsItself() throws Exception {
    assertThat(run(List.of("./crow", "help"))).contains("./crow up", "./crow test", "./crow demo");
  }

  private String shell(String command) throws IOException, InterruptedException {
    return run(List.of("bash", "-euc", command));
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    builder.environment().put("CROW", suite.api().gateway());
    builder.environment().put("DATA", suite.data().toString());
    builder.environment().put("WRITE_KEY", suite.api().writeKey());
    builder.environment().put("SECRET_KEY", suite.api().secretKey());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
