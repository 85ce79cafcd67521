package muster.systemtests;

import java.util.Map;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.xuzhou.XuzhouGenerator;
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
    return parameter.getParameter().getType() == City.class;
  }

  @Override
  public City resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(City.class, key -> start(), City.class);
  }

  private static City start() {
    LocalStack stack =
        LocalStack.builder()
            .environment(Part.DISPATCH, Map.of("MUSTER_CLOCK_MOVABLE", "true"))
            .start();
    City city = new City(stack);
    city.dispatcher()
        .post(
            stack.volunteerUrl() + "/api/jurisdictions/import",
            "text/csv",
            String.join("\n", XuzhouGenerator.demo().jurisdictionLines().toList()))
        .expect(200);
    return city;
  }
}
