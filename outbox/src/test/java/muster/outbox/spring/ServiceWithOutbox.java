package muster.outbox.spring;

import java.time.Instant;
import java.util.List;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.VolunteerEvent.TeamDisbanded;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** As small as a service can be that writes events. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ServiceWithOutbox.Teams.class)
class ServiceWithOutbox {
  static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");

  /** Methods block, on virtual threads. */
  @RestController
  static final class Teams {
    private final EventOutbox outbox;
    private final TransactionOperations transactions;

    Teams(EventOutbox outbox, TransactionOperations transactions) {
      this.outbox = outbox;
      this.transactions = transactions;
    }

    @PostMapping("/disband/{team}")
    void disband(@PathVariable String team, @RequestBody String version) {
      long firstVersion = Long.parseLong(version);
      transactions.executeWithoutResult(
          _ -> {
            outbox.append(
                List.of(new TeamDisbanded(team, AT), new TeamDisbanded(team, AT)), firstVersion);
            outbox.append(
                List.of(outbox.tombstone(TeamSnapshot.class, team, AT, firstVersion + 1)));
          });
    }

    @PostMapping("/refuse/{team}")
    void refuse(@PathVariable String team) {
      transactions.executeWithoutResult(
          transaction -> {
            outbox.append(List.of(new TeamDisbanded(team, AT)), 1);
            transaction.setRollbackOnly();
          });
    }
  }
}
