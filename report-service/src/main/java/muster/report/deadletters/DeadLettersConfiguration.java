package muster.report.deadletters;

import java.util.List;
import java.util.stream.Stream;
import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.LetterBox;
import muster.eventintake.WholeTopics;
import muster.eventintake.spring.DataFaults;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {

  /** Of all consumers: who is left out here could not be asked to handle its letters again. */
  @Bean
  LetterBox letterBox(
      KafkaClients clients,
      DeadLetters letters,
      List<GroupReader> groups,
      List<WholeTopics> wholeTopics,
      @Value("${spring.application.name}") String service) {
    return new LetterBox(
        service,
        clients,
        letters,
        new FaultPolicy(DataFaults::passes),
        Stream.concat(
                groups.stream().map(GroupReader::retryHandler),
                wholeTopics.stream().map(WholeTopics::retryHandler))
            .toList());
  }
}
