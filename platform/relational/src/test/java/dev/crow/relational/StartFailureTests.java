package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

  @TempDir Path data;

  @Test
  void namesAFolderItCannotWriteTo(CapturedOutput output) throws Exception {
    Files.createFile(data.resolve("things"));
    failsToStart();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", data.resolve("things").toString(), "CROW_DATA_DIR")
        .doesNotContain("\tat ");
  }

  @Test
  void namesAFileThatIsNoDatabase(CapturedOutput output) throws Exception {
    Path file = Files.createDirectory(data.resolve("things")).resolve("things.db");
    Files.writeString(file, "this is a diary, not a database. ".repeat(200));
    failsToStart();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", file.toString(), "from a backup")
        .doesNotContain("\tat ");
  }

  @Test
  void namesAnotherProcessThatHoldsTheDatabase(CapturedOutput output) throws Exception {
    Path file = data.resolve("things/things.db");
    TestService.start(data).close();
    try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = other.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("BEGIN EXCLUSIVE");
      failsToStart("--spring.datasource.url=jdbc:sqlite:" + file + "?busy_timeout=1");
    }
    assertThat(output).contains("APPLICATION FAILED TO START", file.toString(), "Another process");
  }

  @Test
  void refusesANameThatCouldLeaveTheDataFolder(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                TestService.context(
                        TestService.App.class,
                        data,
                        java.util.List.of("--crow.relational.database=../other"))
                    .close())
        .isInstanceOf(Exception.class);
    assertThat(output).contains("APPLICATION FAILED TO START", "lower-case letters");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void namesALocationWithoutMigrations(CapturedOutput output) {
    failsToStart("--crow.relational.migrations=classpath:db/migration/mispelt");
    assertThat(output).contains("APPLICATION FAILED TO START", "db/migration/mispelt");
  }

  private void failsToStart(String... arguments) {
    assertThatThrownBy(() -> TestService.start(data, arguments).close())
        .isInstanceOf(Exception.class);
  }
}
