package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.crow.system.faults.inside.FailPoint;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Everything durable that services do goes through few interfaces, and the harness stands in front
 * of each. Whoever writes past them is listed in {@code durable-steps.properties}, with the
 * fail-point it is behind or the reason why it needs none.
 */
class DurableStepTests {

  private static final String LIST = "/fail-points/durable-steps.properties";
  private static final String NONE = "none: ";

  /** What makes something durable by itself, and the methods of it that do. */
  private static final Map<String, Set<String>> PRIMITIVES =
      Map.of(
          "java.nio.file.Files",
              Set.of(
                  "write",
                  "writeString",
                  "newOutputStream",
                  "newBufferedWriter",
                  "newByteChannel",
                  "move",
                  "copy",
                  "delete",
                  "deleteIfExists",
                  "createFile",
                  "createTempFile",
                  "createLink"),
          "java.nio.channels.FileChannel", Set.of("open", "write", "truncate"),
          "java.io.FileOutputStream", Set.of("<init>"),
          "java.io.FileWriter", Set.of("<init>"),
          "java.io.RandomAccessFile", Set.of("<init>"),
          "java.sql.DriverManager", Set.of("getConnection"),
          "org.apache.lucene.index.IndexWriter", Set.of("commit", "<init>"),
          "software.amazon.awssdk.services.s3.S3Client",
              Set.of(
                  "putObject",
                  "deleteObject",
                  "deleteObjects",
                  "copyObject",
                  "uploadPart",
                  "completeMultipartUpload"),
          "org.apache.kafka.clients.producer.KafkaProducer", Set.of("<init>"),
          "org.apache.kafka.clients.admin.Admin", Set.of("create"));

  @Test
  void whoeverWritesByItselfIsBehindAFailPointOrSaysWhyNot() {
    Map<String, Set<String>> writers = writers();
    Map<String, String> listed = listed();
    assertThat(writers.keySet())
        .as("classes that write to disk, database, objects or broker by themselves: %s", writers)
        .isEqualTo(listed.keySet());
    Set<String> points =
        Arrays.stream(FailPoint.values()).map(FailPoint::word).collect(Collectors.toSet());
    listed.forEach(
        (writer, why) ->
            assertThat(points.contains(why) || (why.startsWith(NONE) && why.length() > 20))
                .as("%s is behind '%s'", writer, why)
                .isTrue());
  }

  private static Map<String, Set<String>> writers() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(DurableStepTests::isOfTheProduct)
            .importPackages("dev.crow");
    Map<String, Set<String>> writers = new TreeMap<>();
    for (JavaClass type : classes) {
      type.getAccessesFromSelf().stream()
          .filter(DurableStepTests::isDurable)
          .forEach(
              access ->
                  writers
                      .computeIfAbsent(outermost(type), _ -> new TreeSet<>())
                      .add(access.getTargetOwner().getSimpleName() + "." + access.getName()));
    }
    return writers;
  }

  private static boolean isOfTheProduct(Location location) {
    return Stream.of("/test-classes/", "/testkit", "crow-testkit", "demo-traffic", "benchmarks")
        .noneMatch(location::contains);
  }

  private static boolean isDurable(JavaAccess<?> access) {
    return PRIMITIVES
        .getOrDefault(access.getTargetOwner().getFullName(), Set.of())
        .contains(access.getName());
  }

  private static String outermost(JavaClass type) {
    return type.getFullName().split("\\$", 2)[0];
  }

  private static Map<String, String> listed() {
    Properties properties = new Properties();
    try (Reader text =
        new InputStreamReader(
            Objects.requireNonNull(DurableStepTests.class.getResourceAsStream(LIST)),
            StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Map<String, String> listed = new TreeMap<>();
    properties.forEach((writer, why) -> listed.put((String) writer, (String) why));
    return listed;
  }
}
