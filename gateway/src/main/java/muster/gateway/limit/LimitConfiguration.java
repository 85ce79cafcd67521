package muster.gateway.limit;

import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;
import muster.gateway.limit.http.LimitFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  /** After the filter around everything, before the one of sessions. */
  private static final int BEFORE_SESSIONS = Ordered.HIGHEST_PRECEDENCE + 20;

  @Bean
  FilterRegistrationBean<LimitFilter> limitFilter(
      LimitSettings settings, EdgeLimits edge, RefusalLog refusals) {
    FilterRegistrationBean<LimitFilter> filter =
        new FilterRegistrationBean<>(
            new LimitFilter(
                new Allowances(settings.sessionPerSecond(), settings.sessionBurst()),
                new Allowances(settings.addressPerSecond(), settings.addressBurst()),
                new InWork(settings.sessionAtOnce()),
                edge.exemptAddresses(),
                refusals));
    filter.setOrder(BEFORE_SESSIONS);
    return filter;
  }
}
