package muster.volunteer.people.configuration;

import java.time.Clock;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Transactions;
import muster.volunteer.people.postgres.PhoneCipher;
import muster.volunteer.people.postgres.VolunteerStore;
import muster.volunteer.team.postgres.TeamStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires volunteers. */
@Configuration(proxyBeanMethods = false)
class VolunteerConfiguration {

  @Bean
  PhoneCipher phoneCipher(PhoneSettings settings) {
    return new PhoneCipher(settings.keyBytes());
  }

  @Bean
  VolunteerStore volunteerStore(
      JdbcTemplate jdbc,
      Transactions transactions,
      Journal journal,
      PersonalDataReads reads,
      PhoneCipher cipher,
      TeamStore teams,
      Clock clock) {
    return new VolunteerStore(jdbc, transactions, journal, reads, cipher, teams, clock);
  }
}
