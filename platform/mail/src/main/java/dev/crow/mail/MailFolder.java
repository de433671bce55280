package dev.crow.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of mails that were written into files, now or before there was an SMTP server. */
final class MailFolder {

  private static final Pattern BROKEN_LINE = Pattern.compile("=\r?\n");

  private final Path path;

  MailFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Deletes each file to or about one of these addresses. */
  long forget(Collection<String> addresses) {
    if (addresses.isEmpty() || !Files.isDirectory(path)) {
      return 0;
    }
    Pattern named =
        Pattern.compile(
            addresses.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w.+-])(?:", ")(?![\\w-]|\\.\\w)")),
            Pattern.CASE_INSENSITIVE);
    long deleted = 0;
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files = entries.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (named.matcher(BROKEN_LINE.matcher(mail).replaceAll("")).find()) {
          Files.delete(file);
          deleted++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The mails in " + path + " cannot be erased", e);
    }
    return deleted;
  }
}
