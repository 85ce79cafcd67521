package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;

/** Who runs Muster reads docs/operations.md: its metrics are those that the sources register. */
class OperationsPageTest {
  private static final Pattern ON_THE_PAGE = Pattern.compile("\\bmuster_[a-z_]*[a-z]\\b");

  /** A name that ends in a dot is the begin of several. */
  private static final Pattern IN_A_SOURCE =
      Pattern.compile(
          "(?:builder|counter|gauge|timer|summary)\\(\\s*\"muster\\.([a-z._]+)\""
              + "|METER = \"muster\\.([a-z._]+)\"");

  /** Groups and readers, whose names begin with their service's. */
  private static final Pattern CONSUMER =
      Pattern.compile("\\b(?:dispatch|volunteer|report|notification)-service\\.[a-z][a-z-]*");

  /** As a text in Java, or as the group of a binding. */
  private static final Pattern STATED = Pattern.compile("\"" + CONSUMER + "\"|group: *" + CONSUMER);

  private static final String WHAT_PROMETHEUS_ADDS = "(_total|_seconds|_bytes)?";
  private static final Path ROOT = ProjectFolder.find().root();

  @Test
  void everyMetricIsExplained() throws IOException {
    Set<String> page = onThePage();
    assertThat(inTheSources())
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(page).as(name).anyMatch(metric -> isMetricOf(metric, name)));
  }

  @Test
  void everyMetricThatIsExplainedIsThere() throws IOException {
    Set<String> names = inTheSources();
    assertThat(onThePage())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            metric -> assertThat(names).as(metric).anyMatch(name -> isMetricOf(metric, name)));
  }

  /** Where a broker has access control, one that is not named there reads nothing. */
  @Test
  void everyConsumerIsNamedAndNoOther() throws IOException {
    Set<String> named =
        all(CONSUMER, Files.readString(ROOT.resolve("docs").resolve("operations.md")));
    Set<String> reading = new TreeSet<>();
    for (String service : List.of("dispatch", "volunteer", "report", "notification")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(service + "-service/src/main"))) {
        for (Path file :
            files.filter(each -> each.toString().matches(".*\\.(java|yml)")).toList()) {
          STATED
              .matcher(Files.readString(file))
              .results()
              .forEach(found -> reading.addAll(all(CONSUMER, found.group())));
        }
      }
    }
    assertThat(reading).hasSizeGreaterThan(5);
    assertThat(named).containsExactlyInAnyOrderElementsOf(reading);
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aMetricIsKnownByItsWholeName() {
    assertThat(isMetricOf("muster_outbox_published_total", "muster_outbox_published")).isTrue();
    assertThat(isMetricOf("muster_roster_teams", "muster_roster_")).isTrue();
    assertThat(isMetricOf("muster_outbox_publishe", "muster_outbox_published")).isFalse();
    assertThat(isMetricOf("muster_receipts_dropped_total", "muster_receipts")).isFalse();
  }

  private static boolean isMetricOf(String metric, String name) {
    return name.endsWith("_")
        ? metric.startsWith(name)
        : metric.matches(name + WHAT_PROMETHEUS_ADDS);
  }

  private static Set<String> onThePage() throws IOException {
    return all(ON_THE_PAGE, Files.readString(ROOT.resolve("docs").resolve("operations.md")));
  }

  private static Set<String> inTheSources() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.map(each -> each.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(module)) {
          addThoseOf(module, names);
        }
      }
    }
    return names;
  }

  private static void addThoseOf(Path module, Set<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        IN_A_SOURCE
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .map(name -> "muster_" + name.replace('.', '_'))
            .forEach(names::add);
      }
    }
  }
}
