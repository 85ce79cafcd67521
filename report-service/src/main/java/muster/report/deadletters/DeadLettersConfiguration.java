package muster.report.deadletters;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import muster.eventintake.KafkaClients;
import muster.eventintake.LetterBox;
import muster.eventintake.WholeTopics;
import muster.eventintake.spring.BindingRetry;
import muster.eventintake.spring.DataFaults;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {

  /** Of all consumers: who is left out here could not be asked to handle its letters again. */
  @Bean
  LetterBox letterBox(
      KafkaClients clients,
      DeadLetters letters,
      List<WholeTopics> wholeTopics,
      @Qualifier("dispatchEvents") Consumer<Message<?>> dispatchEvents,
      @Value("${spring.cloud.stream.bindings.dispatchEvents-in-0.group}") String group,
      @Value("${spring.application.name}") String service) {
    return new LetterBox(
        service,
        clients,
        letters,
        new FaultPolicy(DataFaults::passes),
        Stream.concat(
                Stream.of(BindingRetry.of(group, Topics.DISPATCH_EVENTS, dispatchEvents)),
                wholeTopics.stream().map(WholeTopics::retryHandler))
            .toList());
  }
}
