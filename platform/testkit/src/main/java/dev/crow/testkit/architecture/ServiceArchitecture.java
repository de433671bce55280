package dev.crow.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every service. A service's test extends it with its root package. */
public abstract class ServiceArchitecture {

  private static final List<String> SERVICES =
      List.of(
          "dev.crow.auth..",
          "dev.crow.user..",
          "dev.crow.organization..",
          "dev.crow.product..",
          "dev.crow.gateway..",
          "dev.crow.webingest..",
          "dev.crow.interaction..",
          "dev.crow.pattern..",
          "dev.crow.notification..",
          "dev.crow.analytics..");

  private final String root;
  private final JavaClasses classes;

  /**
   * @param root the service's root package
   */
  protected ServiceArchitecture(String root) {
    this.root = root;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  @Test
  void importsNoOtherService() {
    String[] others =
        SERVICES.stream().filter(service -> !service.equals(root + "..")).toArray(String[]::new);
    check(
        noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(others))
            .because("services speak through contracts, never through each other's classes"));
  }

  @Test
  void itsRootPackageHoldsOnlyTheApplication() {
    check(
        classes()
            .that()
            .resideInAPackage(root)
            .and()
            .areNotAnonymousClasses()
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .haveSimpleNameEndingWith("Application")
            .orShould()
            .notBePublic()
            .because("code lives in the package of its feature"));
  }

  @Test
  void itsFeaturesFormNoCycle() {
    check(
        slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs another is not needed by it"));
  }

  @Test
  void controllersAreHidden() {
    check(
        classes()
            .that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("nothing calls a controller but the framework"));
  }

  @Test
  void nothingIsInjectedIntoFields() {
    check(
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .because("a class shows what it needs in its constructor"));
  }

  @Test
  void noExpressionLanguageIsWithinReachOfInput() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "org.springframework.expression..", "javax.script..", "groovy.."))
            .because("captured text must never meet an interpreter"));
  }

  @Test
  void staticFieldsAreFinal() {
    check(
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("services share one JVM, so static state would be shared by all"));
  }

  private void check(ArchRule rule) {
    rule.check(classes);
  }
}
