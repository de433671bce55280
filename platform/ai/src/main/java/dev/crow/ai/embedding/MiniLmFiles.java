package dev.crow.ai.embedding;

import ai.onnxruntime.OrtException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Reads the network and the vocabulary from the resource jar that carries them. */
final class MiniLmFiles {

  private static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private MiniLmFiles() {}

  static WordPieceTokenizer tokenizer() throws IOException {
    try (InputStream file = open(TOKENIZER)) {
      return new WordPieceTokenizer(
          JsonMapper.shared().readValue(file, TokenizerFile.class).model().vocab());
    }
  }

  /** Goes through a file, because loading from bytes keeps twice the memory: 88 MB, not 44 MB. */
  static OnnxEncoder encoder() throws IOException, OrtException {
    Path copy = Files.createTempFile("minilm", ".onnx");
    try {
      try (InputStream network = open(NETWORK)) {
        Files.copy(network, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return new OnnxEncoder(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream stream = MiniLmFiles.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new FileNotFoundException(resource + " is not on the class path");
    }
    return stream;
  }

  private record TokenizerFile(Model model) {}

  private record Model(Map<String, Integer> vocab) {}
}
