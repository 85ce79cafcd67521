package muster.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {
  /** Around all others but the filter of the origin's headers. */
  private static final int AROUND_ALL = Ordered.HIGHEST_PRECEDENCE + 5;

  @Bean
  FilterRegistrationBean<FaultFilter> faultFilter() {
    FilterRegistrationBean<FaultFilter> filter = new FilterRegistrationBean<>(new FaultFilter());
    filter.setOrder(AROUND_ALL);
    return filter;
  }

  /** Of controllers and routes alike, before the framework's own. */
  @Bean
  HandlerExceptionResolver faultsOfHandlers() {
    return new AllFaults();
  }

  private static final class AllFaults implements HandlerExceptionResolver, Ordered {
    @Override
    public @Nullable ModelAndView resolveException(
        HttpServletRequest request,
        HttpServletResponse response,
        @Nullable Object handler,
        Exception fault) {
      if (response.isCommitted()) {
        // Half an answer must not look like a whole one: the server breaks the connection off.
        return null;
      }
      try {
        var problem = Faults.problem(fault, request.getMethod() + " " + request.getRequestURI());
        if (problem.isPresent()) {
          ProblemWriter.write(request, response, problem.get());
        }
        return new ModelAndView();
      } catch (IOException gone) {
        return new ModelAndView();
      }
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
