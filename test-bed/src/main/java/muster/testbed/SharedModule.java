package muster.testbed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a module that services share may know. Its root package, and each package beneath it that is
 * named, know Java and what is listed for them, and not each other; frameworks lie in packages
 * beneath the root that are not named. No class of it knows another module of Muster than the
 * contracts, and so no service.
 */
public final class SharedModule {
  private final String root;
  private final Map<String, String[]> known;

  private SharedModule(String root, Map<String, String[]> known) {
    this.root = root;
    this.known = known;
  }

  /**
   * A module, of which nothing is named yet but its root.
   *
   * @param root its package, such as {@code muster.outbox}
   * @param known what the root knows beside Java, as ArchUnit's package patterns
   */
  public static SharedModule of(String root, String... known) {
    return new SharedModule(root, Map.of(root, known));
  }

  /**
   * With one more package that does without the frameworks of the others.
   *
   * @param name beneath the root, such as {@code token}
   * @param itKnows beside Java
   */
  public SharedModule with(String name, String... itKnows) {
    Map<String, String[]> more = new LinkedHashMap<>(known);
    more.put(root + "." + name, itKnows);
    return new SharedModule(root, more);
  }

  /** Fails if the module's classes, without its tests, know more, or a named package is empty. */
  public void check() {
    JavaClasses module =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    rules().forEach(rule -> rule.check(module));
  }

  Stream<ArchRule> rules() {
    return Stream.concat(
        known.entrySet().stream().map(one -> knowsNothingElse(one.getKey(), one.getValue())),
        Stream.of(knowsNoOtherModule()));
  }

  /** Fails for a package without classes, too, as ArchUnit's rules do. */
  static ArchRule knowsNothingElse(String inPackage, String... known) {
    return classes()
        .that()
        .resideInAPackage(inPackage)
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("org.jspecify.annotations"))
                .or(resideInAPackage(inPackage))
                .or(resideInAnyPackage(known)));
  }

  ArchRule knowsNoOtherModule() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("muster..")
                .and(resideOutsideOfPackages(root + "..", "muster.contracts..")));
  }
}
