package dev.crow.product.discovery;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads sitemaps and indexes of them, packed or not, as a stream. A document type is refused, so
 * there are no entities to expand and nothing else to load.
 */
final class SitemapReader {

  private static final int LONGEST_URL = 2048;

  private final XMLInputFactory factory = XMLInputFactory.newFactory();
  private final int mostUrls;
  private final long mostBytes;

  SitemapReader(int mostUrls, long mostBytes) {
    this.mostUrls = mostUrls;
    this.mostBytes = mostBytes;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
  }

  /**
   * What a sitemap says.
   *
   * @param index whether its URLs are those of sitemaps
   * @param urls in order
   * @param cut whether there were more
   */
  record Sitemap(boolean index, List<String> urls, boolean cut) {}

  /** It is no sitemap, or not one that is read; the message is its slug. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String problem, Throwable cause) {
      super(problem, cause);
    }
  }

  Sitemap read(byte[] bytes) throws Unreadable {
    try (InputStream in = new Bounded(unpacked(bytes), mostBytes)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (TooLong e) {
      throw new Unreadable("decompressed-too-large", e);
    } catch (XMLStreamException e) {
      throw new Unreadable(
          e.getNestedException() instanceof TooLong ? "decompressed-too-large" : "xml-not-valid",
          e);
    } catch (IOException e) {
      throw new Unreadable("xml-not-valid", e);
    }
  }

  private static InputStream unpacked(byte[] bytes) throws IOException {
    boolean packed = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    InputStream in = new ByteArrayInputStream(bytes);
    return new BufferedInputStream(packed ? new GZIPInputStream(in) : in);
  }

  private Sitemap read(XMLStreamReader reader) throws XMLStreamException, Unreadable {
    List<String> urls = new ArrayList<>();
    boolean index = false;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new Unreadable("xml-not-allowed", new XMLStreamException("Document type"));
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        index |= name.equals("sitemapindex");
        // Pictures and videos have elements of that name too, in namespaces of their own.
        boolean own = reader.getPrefix() == null || reader.getPrefix().isEmpty();
        if (name.equals("loc") && own) {
          if (urls.size() == mostUrls) {
            return new Sitemap(index, urls, true);
          }
          String url = text(reader);
          if (!url.isBlank() && url.length() <= LONGEST_URL) {
            urls.add(url.strip());
          }
        }
      }
    }
    return new Sitemap(index, urls, false);
  }

  private static String text(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return text.toString();
      }
      boolean said = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
      if (said && text.length() <= LONGEST_URL) {
        text.append(reader.getText());
      }
    }
    return text.toString();
  }

  private static final class TooLong extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = super.read(bytes, offset, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int more) throws TooLong {
      left -= more;
      if (left < 0) {
        throw new TooLong();
      }
    }
  }
}
