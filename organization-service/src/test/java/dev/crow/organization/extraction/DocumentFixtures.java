package dev.crow.organization.extraction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jspecify.annotations.Nullable;

/** Documents as people and attackers make them. */
public final class DocumentFixtures {

  private DocumentFixtures() {}

  /** A page for each text; an empty one shows nothing. */
  public static byte[] pdf(@Nullable String password, String... pages) {
    try (PDDocument document = new PDDocument()) {
      for (String text : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        if (!text.isEmpty()) {
          try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(text);
            content.endText();
          }
        }
      }
      if (password != null) {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paragraphs; those that begin with {@code #} are headings. */
  static byte[] docx(String... paragraphs) {
    try (XWPFDocument document = new XWPFDocument()) {
      for (String text : paragraphs) {
        XWPFParagraph paragraph = document.createParagraph();
        if (text.startsWith("#")) {
          paragraph.setStyle("Heading1");
        }
        paragraph.createRun().setText(text.replaceFirst("^# ", ""));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.write(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One sheet with one row. */
  static byte[] xlsx(String... cells) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var row = workbook.createSheet("Prices").createRow(0);
      for (int i = 0; i < cells.length; i++) {
        row.createCell(i).setCellValue(cells[i]);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      workbook.write(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encrypted(byte[] document, String password) {
    try (POIFSFileSystem container = new POIFSFileSystem();
        OPCPackage content = OPCPackage.open(new ByteArrayInputStream(document))) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword(password);
      try (OutputStream out = encryptor.getDataStream(container)) {
        content.save(out);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      container.writeFilesystem(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InvalidFormatException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] zip(Map<String, ?> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, ?> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        write(zip, file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, Object content) throws IOException {
    if (content instanceof Map<?, ?> repeated) {
      byte[] some =
          String.valueOf(repeated.get("text")).repeat(1024).getBytes(StandardCharsets.UTF_8);
      for (int times = (int) value(repeated, "times") / 1024; times > 0; times--) {
        out.write(some);
      }
    } else {
      out.write(content.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** As a row of {@code bad-input/documents.yml} says. */
  @SuppressWarnings("unchecked") // a file of ours
  static byte[] made(Map<String, Object> make) {
    String kind =
        List.of("text", "base64", "repeat", "pdf", "docx", "zip", "entries").stream()
            .filter(make::containsKey)
            .findFirst()
            .orElseThrow();
    String password = (String) make.get("password");
    Object content = value(make, kind);
    return switch (kind) {
      case "text" -> content.toString().getBytes(StandardCharsets.UTF_8);
      case "base64" -> Base64.getDecoder().decode(content.toString());
      case "repeat" ->
          content.toString().repeat((int) value(make, "times")).getBytes(StandardCharsets.UTF_8);
      case "pdf" -> {
        byte[] whole = pdf(password, content.toString());
        yield Arrays.copyOf(whole, (int) make.getOrDefault("keep", whole.length));
      }
      case "docx" -> {
        byte[] document = docx(content.toString());
        yield password == null ? document : encrypted(document, password);
      }
      case "zip" -> zip((Map<String, ?>) content);
      default -> zip(entries((int) content));
    };
  }

  static Object value(Map<?, ?> row, String name) {
    return Objects.requireNonNull(row.get(name), name);
  }

  private static Map<String, String> entries(int count) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("[Content_Types].xml", "<Types/>");
    for (int i = 1; i < count; i++) {
      files.put("word/" + i + ".xml", "");
    }
    return files;
  }
}
