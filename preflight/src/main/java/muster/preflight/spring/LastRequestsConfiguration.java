package muster.preflight.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.context.annotation.Bean;

/** Every service with this module on its class path ends as {@link LastRequests} says. */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnMissingClass("muster.apiedge.netty.Edge") // which has it, too
@ConditionalOnWebApplication(type = Type.REACTIVE)
class LastRequestsConfiguration {
  @Bean
  LastRequests lastRequests(LifecycleProperties lifecycle) {
    return new LastRequests(lifecycle.getTimeoutPerShutdownPhase());
  }
}
