package dev.crow.product.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.product.discovery.SitemapReader.Sitemap;
import dev.crow.product.discovery.SitemapReader.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitemapReaderTests {

  private static final String HEAD =
      "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
          + " xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>";

  private final SitemapReader reader = new SitemapReader(50_000, 20_000_000);

  private Sitemap read(String xml) throws Unreadable {
    return reader.read(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsPagesAndNotTheirPictures() throws Unreadable {
    Sitemap sitemap =
        read(
            HEAD
                + "<url><loc> https://a.example/1?x=1&amp;y=2 </loc><image:image><image:loc>"
                + "https://a.example/i.jpg</image:loc></image:image></url>"
                + "<url><loc><![CDATA[https://a.example/2]]></loc></url></urlset>");
    assertThat(sitemap.index()).isFalse();
    assertThat(sitemap.urls())
        .containsExactly("https://a.example/1?x=1&y=2", "https://a.example/2");
  }

  @Test
  void readsPackedIndexes() throws Exception {
    Sitemap sitemap =
        reader.read(
            packed(
                "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(sitemap.index()).isTrue();
    assertThat(sitemap.urls()).containsExactly("https://a.example/s.xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
        "<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>",
        "<!DOCTYPE urlset SYSTEM 'http://127.0.0.1:1/x.dtd'><urlset/>"
      })
  void refusesDocumentTypes(String xml) {
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> read(xml))
        .withMessage("xml-not-allowed");
  }

  @Test
  void stopsAtTheMostUrls() throws Unreadable {
    Sitemap sitemap =
        read(HEAD + "<url><loc>https://a.example/1</loc></url>".repeat(51_000) + "</urlset>");
    assertThat(sitemap.urls()).hasSize(50_000);
    assertThat(sitemap.cut()).isTrue();
  }

  @Test
  void refusesBombs() throws IOException {
    byte[] bomb = packed((HEAD + " ".repeat(30_000_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(bomb.length).isLessThan(100_000);
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> reader.read(bomb))
        .withMessage("decompressed-too-large");
  }

  @Test
  void refusesWhatIsNoXml() {
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> read("<html><p>Not found"))
        .withMessage("xml-not-valid");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
