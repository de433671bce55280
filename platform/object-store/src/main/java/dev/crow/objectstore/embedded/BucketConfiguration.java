package dev.crow.objectstore.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What clients said about buckets, as they said it: {@code <folder>/<bucket>.<kind>.xml}. Each file
 * was understood before it was kept.
 */
final class BucketConfiguration {

  /** A sub-resource of a bucket. */
  enum Kind {
    LIFECYCLE("lifecycle", "NoSuchLifecycleConfiguration"),
    CORS("cors", "NoSuchCORSConfiguration");

    private final String parameter;
    private final String absent;

    Kind(String parameter, String absent) {
      this.parameter = parameter;
      this.absent = absent;
    }

    /** In the query of a request. */
    String parameter() {
      return parameter;
    }

    /** The error's code where there is none. */
    String absent() {
      return absent;
    }
  }

  private final Path folder;

  BucketConfiguration(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Optional<byte[]> read(String bucket, Kind kind) {
    try {
      return Optional.of(Files.readAllBytes(file(bucket, kind)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LifecycleConfiguration lifecycle(String bucket) {
    return read(bucket, Kind.LIFECYCLE)
        .map(BucketConfiguration::parseKept)
        .map(LifecycleConfiguration::of)
        .orElse(LifecycleConfiguration.NONE);
  }

  CorsConfiguration cors(String bucket) {
    return read(bucket, Kind.CORS)
        .map(BucketConfiguration::parseKept)
        .map(CorsConfiguration::of)
        .orElse(CorsConfiguration.NONE);
  }

  private static Element parseKept(byte[] xml) {
    try {
      return parse(xml);
    } catch (SAXException e) {
      throw new IllegalStateException("A bucket's configuration file is damaged: delete it", e);
    }
  }

  /**
   * @throws SAXException if it is no XML
   * @throws IllegalArgumentException if it asks for something that this server does not do
   */
  void write(String bucket, Kind kind, byte[] xml) throws SAXException, IOException {
    Element root = parse(xml);
    switch (kind) {
      case LIFECYCLE -> LifecycleConfiguration.of(root);
      case CORS -> CorsConfiguration.of(root);
    }
    Path draft = folder.resolve("." + UUID.randomUUID());
    Files.write(draft, xml);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file(bucket, kind), StandardCopyOption.ATOMIC_MOVE);
  }

  void delete(String bucket, Kind kind) throws IOException {
    Files.deleteIfExists(file(bucket, kind));
  }

  private Path file(String bucket, Kind kind) {
    return folder.resolve(bucket + "." + kind.parameter() + ".xml");
  }

  private static Element parse(byte[] xml) throws SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK's XML parser knows these features", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
