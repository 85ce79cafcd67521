package muster.volunteer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VolunteerServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(VolunteerServiceApplication.class, arguments);
  }
}
