package muster.testbed;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which classes run on real servers is seen from what they use, directly or by others; the tag that
 * the profile selects by has to agree.
 */
public final class ServerUse {
  private static final DescribedPredicate<JavaClass> USE_THEM =
      describe(
          "come to use " + RealServers.class.getSimpleName(),
          testClass ->
              testClass.getTransitiveDependenciesFromSelf().stream()
                  .anyMatch(one -> one.getTargetClass().isEquivalentTo(RealServers.class)));

  private ServerUse() {}

  static ArchRule isDeclared() {
    return classes()
        .that(simpleNameEndingWith("Test"))
        .and(USE_THEM)
        .should()
        .beAnnotatedWith(OnRealServers.class)
        .orShould()
        .beAnnotatedWith(OnBothKinds.class)
        .because("the profile \"containers\" runs what is marked, and would leave them out");
  }

  /** Fails for a test class of these packages that uses the servers and does not say so. */
  public static void checkThatItIsDeclared(String... packages) {
    isDeclared().check(new ClassFileImporter().importPackages(packages));
  }
}
