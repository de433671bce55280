package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server, driven by the command {@code aws}; skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliTests {

  private record Result(int status, String output) {}

  @TempDir Path files;
  private EmbeddedS3Server server;

  @BeforeAll
  void start(@TempDir Path folder) {
    assumeTrue(isInstalled(), "The command aws is not installed");
    server = EmbeddedS3Server.start(folder, 0, "cli");
  }

  private static boolean isInstalled() {
    try {
      Process aws = new ProcessBuilder("aws", "--version").redirectErrorStream(true).start();
      aws.getInputStream().readAllBytes();
      return aws.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void movesALargeFileBothWays() throws Exception {
    byte[] bytes = new byte[20 * 1024 * 1024 + 7];
    new Random(3).nextBytes(bytes);
    Path file = Files.write(files.resolve("large"), bytes);
    aws("s3", "cp", file.toString(), "s3://cli/raw/x/org-1/large");
    assertThat(aws("s3", "ls", "s3://cli/raw/x/org-1/")).contains("20971527 large");
    Path back = files.resolve("back");
    aws("s3", "cp", "s3://cli/raw/x/org-1/large", back.toString());
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    aws("s3", "rm", "s3://cli/raw/x/org-1/large");
    assertThat(run("s3", "ls", "s3://cli/raw/", "--recursive", "--summarize").output())
        .contains("Total Objects: 0");
  }

  @Test
  void putsOnCondition() throws Exception {
    Path file = Files.writeString(files.resolve("small"), "one");
    String[] put = {
      "s3api",
      "put-object",
      "--bucket",
      "cli",
      "--key",
      "x/org-1/once",
      "--body",
      file.toString(),
      "--if-none-match",
      "*"
    };
    aws(put);
    assertThat(run(put).output()).contains("PreconditionFailed");
  }

  @Test
  void signsADownload() throws Exception {
    Path file = Files.writeString(files.resolve("shared"), "shared text");
    aws("s3", "cp", file.toString(), "s3://cli/x/org-1/shared");
    String url = aws("s3", "presign", "s3://cli/x/org-1/shared", "--expires-in", "60").strip();
    try (var http = java.net.http.HttpClient.newHttpClient()) {
      var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(url)).build();
      var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("shared text");
    }
  }

  @Test
  void setsLifecycleAndCors() throws Exception {
    String lifecycle =
        "{\"Rules\":[{\"ID\":\"e\",\"Status\":\"Enabled\",\"Filter\":{\"Prefix\":\"exports/\"},"
            + "\"Expiration\":{\"Days\":7}}]}";
    aws(
        "s3api",
        "put-bucket-lifecycle-configuration",
        "--bucket",
        "cli",
        "--lifecycle-configuration",
        lifecycle);
    assertThat(aws("s3api", "get-bucket-lifecycle-configuration", "--bucket", "cli"))
        .contains("exports/");
    aws("s3api", "delete-bucket-lifecycle", "--bucket", "cli");
    assertThat(run("s3api", "get-bucket-lifecycle-configuration", "--bucket", "cli").output())
        .contains("NoSuchLifecycleConfiguration");
    String cors =
        "{\"CORSRules\":[{\"AllowedMethods\":[\"PUT\"],\"AllowedOrigins\":[\"https://a.example\"]}]}";
    aws("s3api", "put-bucket-cors", "--bucket", "cli", "--cors-configuration", cors);
    assertThat(aws("s3api", "get-bucket-cors", "--bucket", "cli")).contains("https://a.example");
  }

  private String aws(String... arguments) throws IOException, InterruptedException {
    Result result = run(arguments);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of("aws", "--endpoint-url", server.endpoint().toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("AWS_ACCESS_KEY_ID", server.credentials().accessKeyId());
    builder.environment().put("AWS_SECRET_ACCESS_KEY", server.credentials().secretAccessKey());
    builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    // Without this it signs URLs the old way, which neither R2 nor this server takes.
    Path config =
        Files.writeString(
            files.resolve("config"), "[default]\ns3 =\n    signature_version = s3v4\n");
    builder.environment().put("AWS_CONFIG_FILE", config.toString());
    Process aws = builder.start();
    String output = new String(aws.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(aws.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(aws.exitValue(), output);
  }
}
