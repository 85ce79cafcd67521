package muster.gateway;

import muster.gateway.map.MapBaseSettings;
import muster.preflight.spring.ServiceStart;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The one address of Muster. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class GatewayApplication {
  public static void main(String[] arguments) {
    ServiceStart.of(GatewayApplication.class)
        .withoutKafka()
        .check("MUSTER_GATEWAY_CLIENT_SECRET", GatewaySettings::check)
        .check("MUSTER_MAP_BASE_KIND", MapBaseSettings::check)
        .check(TlsFiles.CERTIFICATE, TlsFiles::check)
        .run(arguments);
  }
}
