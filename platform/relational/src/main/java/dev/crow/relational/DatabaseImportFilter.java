package dev.crow.relational;

import dev.crow.boot.LeftOutUnlessWanted;

/** Leaves Boot's database auto-configurations out of services that name no database. */
final class DatabaseImportFilter extends LeftOutUnlessWanted {

  DatabaseImportFilter() {
    super(
        environment -> environment.containsProperty(RelationalProperties.DATABASE),
        "org.springframework.boot.jdbc.",
        "org.springframework.boot.flyway.",
        "org.springframework.boot.data.jdbc.");
  }
}
