package muster.preflight.spring;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring from telling, with a stack trace, of what is told in one line by whoever catches it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ExplainedFailures implements SpringBootExceptionReporter {
  @Override
  public boolean reportException(Throwable failure) {
    return Explanation.of(failure).isPresent();
  }
}
