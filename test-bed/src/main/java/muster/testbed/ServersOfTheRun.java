package muster.testbed;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.opentest4j.TestAbortedException;

/** Tells once that there are no servers, and closes those of this run after its last test. */
final class ServersOfTheRun
    implements ExecutionCondition, BeforeAllCallback, TestInstancePreConstructCallback {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return RealServers.failure()
        .map(failure -> ConditionEvaluationResult.disabled(failure.getMessage()))
        .orElseGet(() -> ConditionEvaluationResult.enabled(null));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(ServersOfTheRun.class))
        .computeIfAbsent(End.class, _ -> new End(), End.class);
    RealServers.requireAvailable();
  }

  /** The other tests of the class whose first one has found that there are none. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    RealServers.failure()
        .ifPresent(
            failure -> {
              throw new TestAbortedException(failure.getMessage());
            });
  }

  /** Closed by JUnit when all tests have run, while the JVM still has all its threads. */
  private record End() implements AutoCloseable {
    @Override
    public void close() {
      RealServers.closeAll();
    }
  }
}
