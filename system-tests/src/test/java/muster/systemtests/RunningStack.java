package muster.systemtests;

import java.util.Map;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all stories of a run, with Xuzhou's official tree in it and a clock that can be
 * moved; started by the first story, stopped after the last.
 */
final class RunningStack implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StackUnderTest.class;
  }

  @Override
  public StackUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Attempt.class, key -> Attempt.make(), Attempt.class)
        .running();
  }

  /** One only: a stack that can't start for the first story can't for the others either. */
  private record Attempt(@Nullable StackUnderTest started, @Nullable RuntimeException failure)
      implements AutoCloseable {
    static Attempt make() {
      try {
        return new Attempt(start(), null);
      } catch (RuntimeException e) {
        return new Attempt(null, e);
      }
    }

    StackUnderTest running() {
      if (started == null) {
        throw new IllegalStateException("the stack could not start", failure);
      }
      return started;
    }

    @Override
    public void close() {
      if (started != null) {
        started.close();
      }
    }
  }

  private static StackUnderTest start() {
    LocalStack stack =
        LocalStack.builder()
            .environment(
                Part.DISPATCH,
                // Stories ask by previews, again and again, whether a team is known.
                Map.of("MUSTER_CLOCK_MOVABLE", "true", "MUSTER_PREVIEWSPERMINUTE", "10000"))
            .start();
    StackUnderTest running = new StackUnderTest(stack);
    running
        .dispatcher()
        .post(
            stack.volunteerUrl() + "/api/jurisdictions/import",
            "text/csv",
            String.join("\n", XuzhouGenerator.demo().jurisdictionLines().toList()))
        .expect(200);
    return running;
  }
}
