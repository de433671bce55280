package dev.crow.organization.extraction;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that reads one document and ends. It has no credentials, no environment and little
 * memory, so a document can ruin nothing but its own reading. What it finds goes to its output as
 * JSON.
 */
public final class ExtractorProcess {

  private ExtractorProcess() {}

  /**
   * @param arguments the file, a {@link DocumentType}, the most characters
   */
  public static void main(String[] arguments) {
    PrintStream answer = System.out;
    // What libraries print must not end up in the answer.
    System.setOut(System.err);
    Reading reading =
        read(
            Path.of(arguments[0]),
            DocumentType.valueOf(arguments[1]),
            Integer.parseInt(arguments[2]));
    answer.writeBytes(JsonMapper.shared().writeValueAsBytes(reading));
    answer.flush();
  }

  static Reading read(Path file, DocumentType type, int maxText) {
    try {
      ContentCheck.require(file, type);
      List<Block> blocks = TikaReader.read(file, type, maxText);
      return blocks.isEmpty() ? Reading.refused(Refusals.empty()) : Reading.of(blocks);
    } catch (DocumentRefusedException e) {
      return Reading.refused(e);
    } catch (StackOverflowError _) {
      return Reading.refused(Refusals.tooDeep());
    } catch (IOException | RuntimeException _) {
      // Parsers throw anything at a damaged document.
      return Reading.refused(Refusals.unreadable());
    }
  }
}
