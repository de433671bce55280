package dev.crow.demo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.demo.session.GroundTruth;
import dev.crow.demo.world.PlantedTruth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what was planted and what each session contains, one JSON object a line. The member {@code
 * record} tells which: {@code planted} or {@code session}.
 */
final class GroundTruthFile {

  private final JsonMapper json = JsonMapper.builder().build();

  void write(Path file, List<PlantedTruth> planted, List<GroundTruth> sessions) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (PlantedTruth truth : planted) {
        line(out, new PlantedLine("planted", truth));
      }
      for (GroundTruth truth : sessions) {
        line(out, new SessionLine("session", truth));
      }
    }
  }

  private void line(BufferedWriter out, Object line) throws IOException {
    out.write(json.writeValueAsString(line));
    out.write('\n');
  }

  record PlantedLine(String record, @JsonUnwrapped PlantedTruth truth) {}

  record SessionLine(String record, @JsonUnwrapped GroundTruth truth) {}
}
