package muster.testbed;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The one shape that all services have, so that who knows one knows all:
 *
 * <ul>
 *   <li>{@code <feature>/} is the pure core: it knows Java, the contracts and other cores.
 *   <li>{@code <feature>/command/} runs it. It has no SQL and knows neither HTTP nor Kafka.
 *   <li>{@code <feature>/http/}, {@code kafka/}, {@code postgres/} and what else lies beneath a
 *       feature are adapters, which don't know each other.
 *   <li>{@code <Feature>Configuration} beside the core is where the feature is wired, and no other
 *       class wires anything. Packages that are no feature (security, say) have at most such
 *       configurations too.
 * </ul>
 */
public final class ServiceShape {
  private static final String COMMAND = "command";
  private static final Set<String> TECHNICAL = Set.of("http", "kafka", "postgres");
  private static final String CONFIGURATION = "Configuration";

  /** By name: the test bed is on the class path of services with and without Spring. */
  private static final Set<String> WIRING =
      Set.of(
          "org.springframework.context.annotation.Configuration",
          "org.springframework.context.annotation.Bean",
          "org.springframework.stereotype.Component",
          "org.springframework.stereotype.Service",
          "org.springframework.stereotype.Repository",
          "io.micronaut.context.annotation.Factory",
          "io.micronaut.context.annotation.Bean");

  private static final Set<String> SETTINGS =
      Set.of(
          "org.springframework.boot.context.properties.ConfigurationProperties",
          "io.micronaut.context.annotation.ConfigurationProperties");

  private final String root;
  private final List<String> features;

  private ServiceShape(String root, List<String> features) {
    this.root = root;
    this.features = features;
  }

  /**
   * The shape of one service.
   *
   * @param root the service's package, such as {@code muster.dispatch}
   * @param features the packages directly beneath it that have a pure core; one that has commands
   *     or adapters and is not named is a failure, and so is a name without a core
   */
  public static ServiceShape of(String root, String... features) {
    return new ServiceShape(root, List.of(features));
  }

  /** Fails if the service's classes, without its tests, have another shape. */
  public void check() {
    JavaClasses service = service();
    checkThatEveryFeatureIsThere(service);
    rules().forEach(rule -> rule.check(service));
  }

  /** Fails if a core asks what time it is or throws dice: both come in as arguments. */
  public void checkThatTimeAndChanceAreArguments() {
    JavaClasses service = service();
    checkThatEveryFeatureIsThere(service);
    coresAskNoClockAndNoDice().check(service);
  }

  private JavaClasses service() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(root);
  }

  Stream<ArchRule> rules() {
    return Stream.of(
        everyFeatureIsNamed(),
        coresArePure(),
        commandsHaveNoSql(),
        commandsKnowNoEdge(),
        adaptersDoNotKnowEachOther(),
        wiringStandsBesideTheCores());
  }

  /** A rule about packages that don't exist holds for ever. */
  void checkThatEveryFeatureIsThere(JavaClasses service) {
    for (String feature : features) {
      if (service.stream().noneMatch(type -> isInCore(type, feature))) {
        throw new AssertionError("there is no core in " + root + "." + feature);
      }
    }
  }

  ArchRule everyFeatureIsNamed() {
    return classes()
        .that(describe("are of a feature", type -> !isPackageDescription(type) && hasShape(type)))
        .should(
            be(
                describe(
                    "of a feature that this rule is told of: " + features,
                    type -> features.contains(beneath(type).orElseThrow().getFirst()))))
        .because("a feature that is not named is not looked at")
        .allowEmptyShould(true);
  }

  private boolean hasShape(JavaClass type) {
    return beneath(type)
        .filter(at -> at.size() > 1)
        .filter(at -> at.get(1).equals(COMMAND) || TECHNICAL.contains(at.get(1)))
        .isPresent();
  }

  ArchRule coresArePure() {
    return classes()
        .that(inACore())
        .should(
            onlyDependOnClassesThat(
                resideInAnyPackage("java..", "muster.contracts..", "org.jspecify.annotations")
                    .and(resideOutsideOfPackages("java.sql..", "java.net.http.."))
                    .or(inACore())))
        .because("a rule that reaches for the outside can't be tested without it");
  }

  /** The same command on the same state decides the same. */
  ArchRule coresAskNoClockAndNoDice() {
    return noClasses()
        .that(inACore())
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class, SecureRandom.class, ThreadLocalRandom.class)
        .because("time and chance come in as arguments");
  }

  ArchRule commandsHaveNoSql() {
    return noClasses()
        .that(commands())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."))
        .because("what is stored how is said in postgres/ alone")
        .allowEmptyShould(true);
  }

  ArchRule commandsKnowNoEdge() {
    return noClasses()
        .that(commands())
        .should()
        .dependOnClassesThat(
            describe(
                "are of http or kafka",
                type ->
                    adapter(type)
                        .filter(kind -> kind.equals("http") || kind.equals("kafka"))
                        .isPresent()))
        .because("the edges call the commands")
        .allowEmptyShould(true);
  }

  ArchRule adaptersDoNotKnowEachOther() {
    return classes()
        .that(describe("are of an adapter", type -> adapter(type).isPresent()))
        .should(knowNoOtherAdapter())
        .because("each of them can be replaced alone")
        .allowEmptyShould(true);
  }

  private ArchCondition<JavaClass> knowNoOtherAdapter() {
    return new ArchCondition<>("know no adapter of another kind") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          adapter(dependency.getTargetClass())
              .filter(other -> !adapter(type).equals(Optional.of(other)))
              .ifPresent(
                  other ->
                      events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
        }
      }
    };
  }

  ArchRule wiringStandsBesideTheCores() {
    return classes()
        .that(describe("wire something", ServiceShape::wires))
        .should(
            be(
                describe(
                    "the application class or <Feature>" + CONFIGURATION + " beside a core",
                    type -> isApplication(type) || isConfiguration(type))))
        .because("who looks for what is plugged together finds it in one place")
        .allowEmptyShould(true);
  }

  private DescribedPredicate<JavaClass> inACore() {
    return describe(
        "are in the core of " + features,
        type -> features.stream().anyMatch(feature -> isInCore(type, feature)));
  }

  private boolean isInCore(JavaClass type, String feature) {
    return type.getPackageName().equals(root + "." + feature)
        && !isPackageDescription(type)
        && isWrittenByHand(type)
        && !isConfigurationByName(type)
        && annotations(outermost(type)).noneMatch(SETTINGS::contains);
  }

  private DescribedPredicate<JavaClass> commands() {
    return describe(
        "are of a " + COMMAND + " package",
        type ->
            isWrittenByHand(type)
                && beneath(type)
                    .filter(at -> at.size() > 1 && at.get(1).equals(COMMAND))
                    .isPresent());
  }

  /** The kind of adapter that a class is of: http, kafka, postgres or another, named as it lies. */
  private Optional<String> adapter(JavaClass type) {
    return beneath(type)
        .filter(at -> isWrittenByHand(type))
        .flatMap(
            at -> {
              String kind = at.size() > 1 ? at.get(1) : at.getFirst();
              boolean ofFeature =
                  at.size() > 1 && features.contains(at.getFirst()) && !kind.equals(COMMAND);
              return ofFeature || TECHNICAL.contains(kind) ? Optional.of(kind) : Optional.empty();
            });
  }

  /** The names of the packages between the root and the class, outermost first. */
  private Optional<List<String>> beneath(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(root + ".")
        ? Optional.of(List.of(name.substring(root.length() + 1).split("\\.")))
        : Optional.empty();
  }

  private boolean isApplication(JavaClass type) {
    return type.getPackageName().equals(root)
        && type.tryGetMethod("main", String[].class).isPresent();
  }

  private boolean isConfiguration(JavaClass type) {
    Optional<List<String>> at = beneath(type).filter(names -> names.size() == 1);
    if (at.isEmpty() || !isConfigurationByName(type)) {
      return false;
    }
    String feature = at.get().getFirst();
    return !features.contains(feature)
        || outermost(type).getSimpleName().equalsIgnoreCase(feature + CONFIGURATION);
  }

  private static boolean isConfigurationByName(JavaClass type) {
    return outermost(type).getSimpleName().endsWith(CONFIGURATION);
  }

  private static boolean wires(JavaClass type) {
    return isWrittenByHand(type)
        && Stream.concat(
                annotations(type), type.getMethods().stream().flatMap(ServiceShape::annotations))
            .anyMatch(WIRING::contains);
  }

  private static Stream<String> annotations(JavaMethod method) {
    return names(method.getAnnotations());
  }

  private static Stream<String> annotations(JavaClass type) {
    return names(type.getAnnotations());
  }

  private static Stream<String> names(Set<? extends JavaAnnotation<? extends CanBeAnnotated>> all) {
    return all.stream().map(annotation -> annotation.getRawType().getName());
  }

  /** Micronaut writes classes beside the ones that it wires, with a dollar sign in front. */
  private static boolean isWrittenByHand(JavaClass type) {
    return !type.getSimpleName().startsWith("$") && !type.getName().contains(".$");
  }

  private static boolean isPackageDescription(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
