package muster.volunteer;

import muster.preflight.spring.ServiceStart;
import muster.volunteer.people.postgres.PhoneSettings;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VolunteerServiceApplication {

  public static void main(String[] arguments) {
    ServiceStart.of(VolunteerServiceApplication.class)
        .check("MUSTER_PHONE_KEY", PhoneSettings::check)
        .run(arguments);
  }
}
