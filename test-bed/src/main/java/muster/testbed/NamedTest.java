package muster.testbed;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs one test class, or the tests of one name in it, and says what became of each: the last step
 * of {@code ./muster test --only}. What the tests themselves print goes to a file.
 */
public final class NamedTest {
  private static final int FAILED = 1;
  private static final int NOTHING_TO_RUN = 2;

  private NamedTest() {}

  /**
   * @param arguments the class, the method or nothing for all of them, the file for the output
   */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    Class<?> tests = Class.forName(arguments[0]);
    String method = arguments[1];
    PrintStream terminal = System.out;
    int exitCode;
    try (PrintStream log =
        new PrintStream(new FileOutputStream(arguments[2]), true, StandardCharsets.UTF_8)) {
      System.setOut(log);
      System.setErr(log);
      exitCode = run(tests, method, terminal);
    }
    System.exit(exitCode); // whatever threads a test has left behind
  }

  private static int run(Class<?> tests, String method, PrintStream terminal) {
    try (LauncherSession session = LauncherFactory.openSession()) {
      Launcher launcher = session.getLauncher();
      if (launcher.discover(request(tests, method).build()).containsTests()) {
        Progress progress = new Progress(terminal);
        launcher.execute(request(tests, method).build(), progress);
        return progress.sumUp() ? 0 : FAILED;
      }
      terminal.println(
          method.isEmpty()
              ? tests.getName() + " has no tests."
              : "%s has no test %s. It has: %s"
                  .formatted(tests.getName(), method, names(launcher, tests)));
      return NOTHING_TO_RUN;
    }
  }

  private static LauncherDiscoveryRequestBuilder request(Class<?> tests, String method) {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests));
    if (!method.isEmpty()) {
      request.filters(
          (PostDiscoveryFilter)
              test ->
                  FilterResult.includedIf(
                      test.getSource()
                          .filter(MethodSource.class::isInstance)
                          .map(source -> ((MethodSource) source).getMethodName().equals(method))
                          .orElse(true)));
    }
    return request;
  }

  private static String names(Launcher launcher, Class<?> tests) {
    TestPlan plan = launcher.discover(request(tests, "").build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap(test -> methodOf(test).stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> methodOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName());
  }

  /** A line for each test, and why it failed. */
  private static final class Progress implements TestExecutionListener {
    private final PrintStream terminal;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    Progress(PrintStream terminal) {
      this.terminal = terminal;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      begun.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.incrementAndGet();
      terminal.println("  – " + name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      Throwable cause = result.getThrowable().orElse(null);
      switch (result.getStatus()) {
        case SUCCESSFUL -> {
          if (test.isTest()) {
            passed.incrementAndGet();
            terminal.println("  ✓ " + name(test) + "  " + took(test));
          }
        }
        case ABORTED -> {
          skipped.incrementAndGet();
          terminal.println("  – " + name(test) + reason(cause));
        }
        case FAILED -> {
          failed.incrementAndGet();
          terminal.println("  ✗ " + name(test) + "  " + took(test));
          if (cause != null) {
            cause.setStackTrace(ofTheTest(cause));
            cause.printStackTrace(terminal);
          }
        }
      }
    }

    /** Whether something ran and nothing failed. */
    boolean sumUp() {
      terminal.printf(
          "%d passed, %d failed, %d skipped%n", passed.get(), failed.get(), skipped.get());
      return failed.get() == 0 && passed.get() + skipped.get() > 0;
    }

    private static String reason(@Nullable Throwable cause) {
      return cause == null ? "" : ": " + cause.getMessage();
    }

    private static String name(TestIdentifier test) {
      return methodOf(test)
          .map(
              method ->
                  test.getDisplayName().startsWith(method)
                      ? method
                      : method + " " + test.getDisplayName())
          .orElse(test.getDisplayName());
    }

    private String took(TestIdentifier test) {
      long since = begun.getOrDefault(test.getUniqueId(), System.nanoTime());
      return Duration.ofNanos(System.nanoTime() - since).toMillis() + " ms";
    }

    /** Without how JUnit came to call it. */
    private static StackTraceElement[] ofTheTest(Throwable cause) {
      StackTraceElement[] all = cause.getStackTrace();
      for (int i = 0; i < all.length; i++) {
        if (all[i].getClassName().startsWith("jdk.internal.reflect.")
            || all[i].getClassName().startsWith("org.junit.platform.")) {
          return Arrays.copyOf(all, i);
        }
      }
      return all;
    }
  }
}
