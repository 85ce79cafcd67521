package muster.dispatch;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import muster.dispatch.policy.PolicyConfiguration;
import muster.preflight.spring.ServiceStart;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
@OpenAPIDefinition(
    info =
        @Info(
            title = "Muster dispatch service",
            version = "1",
            description = "Alerts and tasks: who is called, in which wave, who has answered."))
public class DispatchApplication {
  public static void main(String[] args) {
    ServiceStart.of(DispatchApplication.class)
        .check("MUSTER_POLICIES", PolicyConfiguration::check)
        .run(args);
  }
}
