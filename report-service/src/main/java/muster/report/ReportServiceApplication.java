package muster.report;

import muster.preflight.spring.ServiceStart;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Reports, their triage, and clues. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ReportServiceApplication {
  public static void main(String[] arguments) {
    ServiceStart.of(ReportServiceApplication.class).run(arguments);
  }
}
