package dev.crow.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What holds for the platform as a whole. */
public abstract class PlatformArchitecture {

  @Test
  void keepsTheD1DriverUsableByAnybody() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.xerial..", "dev.crow.relational..")
        .because("a JDBC driver brings no framework along")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.crow.d1"));
  }

  @Test
  void knowsNeitherContractsNorServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.crow.contracts..",
            "dev.crow.auth..",
            "dev.crow.user..",
            "dev.crow.organization..",
            "dev.crow.product..",
            "dev.crow.gateway..",
            "dev.crow.webingest..",
            "dev.crow.interaction..",
            "dev.crow.notification..")
        .because("platform libraries are useful outside this repository")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(
                    "dev.crow.boot",
                    "dev.crow.web",
                    "dev.crow.security",
                    "dev.crow.d1",
                    "dev.crow.relational",
                    "dev.crow.events",
                    "dev.crow.kafka",
                    "dev.crow.cache",
                    "dev.crow.fetch",
                    "dev.crow.mail",
                    "dev.crow.objectstore",
                    "dev.crow.vectorindex",
                    "dev.crow.ai"));
  }
}
