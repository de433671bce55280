package dev.crow.organization.extraction;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.jspecify.annotations.Nullable;

/** What Tika keeps of a page, and what divides its text besides: most pages know no paragraph. */
final class KeptElements extends DefaultHtmlMapper {

  private static final Set<String> DIVIDING =
      Set.of("div", "section", "article", "header", "footer", "main", "aside");

  @Override
  public @Nullable String mapSafeElement(String name) {
    String element = name.toLowerCase(Locale.ROOT);
    return DIVIDING.contains(element) ? element : super.mapSafeElement(name);
  }
}
