package muster.dispatch.deadletters;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.LetterBox;
import muster.eventintake.RetryHandler;
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
      List<GroupReader> groups,
      @Qualifier("receipts") Consumer<Message<?>> receipts,
      @Value("${spring.cloud.stream.bindings.receipts-in-0.group}") String receiptsGroup,
      @Qualifier("reports") Consumer<Message<?>> reports,
      @Value("${spring.cloud.stream.bindings.reports-in-0.group}") String reportsGroup,
      @Value("${spring.application.name}") String service) {
    Stream<RetryHandler> bindings =
        Stream.of(
            BindingRetry.of(receiptsGroup, Topics.NOTIFICATION_RECEIPTS, receipts),
            BindingRetry.of(reportsGroup, Topics.REPORT_EVENTS, reports));
    Stream<RetryHandler> readers =
        Stream.concat(
            wholeTopics.stream().map(WholeTopics::retryHandler),
            groups.stream().map(GroupReader::retryHandler));
    return new LetterBox(
        service,
        clients,
        letters,
        new FaultPolicy(DataFaults::passes),
        Stream.concat(bindings, readers).toList());
  }
}
