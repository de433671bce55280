package dev.crow.organization.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig.OCR_STRATEGY;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads one document with the parser of its type, and nothing that is embedded in it. Tika's XML
 * readers resolve no external entity.
 */
final class TikaReader {

  /** What Tika's guard says of whatever it stops. */
  private static final String SUSPICION = "Suspected zip bomb";

  private TikaReader() {}

  static List<Block> read(Path file, DocumentType type, int maxText) throws IOException {
    return switch (type) {
      case TEXT, MARKDOWN, CSV -> PlainBlocks.of(plain(file, type, maxText), type);
      case PDF, RTF, DOCX, XLSX, PPTX, ODT, HTML -> {
        BlockHandler blocks = new BlockHandler(maxText);
        try {
          parse(file, type, blocks);
        } finally {
          // What a parser says of being stopped does not matter.
          blocks.requireRoom();
        }
        yield blocks.blocks();
      }
    };
  }

  /** The parser finds out how the text is encoded; there is never more of it than of the file. */
  private static String plain(Path file, DocumentType type, int maxText) throws IOException {
    BodyContentHandler text = new BodyContentHandler(-1);
    parse(file, type, text);
    String read = text.toString();
    if (read.length() > maxText) {
      throw Refusals.tooMuchText(maxText);
    }
    return read;
  }

  private static void parse(Path file, DocumentType type, ContentHandler handler)
      throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, type.mediaType());
    try (TikaInputStream in = TikaInputStream.get(file)) {
      SecureContentHandler guarded = new SecureContentHandler(handler, in);
      try {
        parser(type).parse(in, guarded, metadata, context());
      } catch (SAXException e) {
        guarded.throwIfCauseOf(e);
        throw e;
      }
    } catch (EncryptedDocumentException e) {
      throw Refusals.encrypted();
    } catch (TikaException | SAXException e) {
      throw refusal(e);
    }
  }

  private static DocumentRefusedException refusal(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.startsWith(SUSPICION)) {
        return message.contains("nesting")
            ? Refusals.tooDeep()
            : Refusals.archive("The document unfolds into far more than it is.");
      }
    }
    return Refusals.unreadable();
  }

  private static Parser parser(DocumentType type) {
    return switch (type) {
      case PDF -> new PDFParser();
      case RTF -> new RTFParser();
      case DOCX, XLSX, PPTX -> new OOXMLParser();
      case ODT -> new OpenDocumentParser();
      case HTML -> new JSoupParser();
      case TEXT, MARKDOWN, CSV -> new TXTParser();
    };
  }

  private static ParseContext context() {
    ParseContext context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    context.set(HtmlMapper.class, new KeptElements());
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    context.set(PDFParserConfig.class, pdf);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  /** So a document has no depth: a document in it is not opened. */
  private static final class NothingEmbedded implements EmbeddedDocumentExtractor {

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
  }
}
