package muster.eventintake.spring;

import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/** The {@link FaultPolicy} as the error handler of a binding's consumer. */
final class BindingFaults {
  private BindingFaults() {}

  static DefaultErrorHandler handler(String group, FaultPolicy policy, DeadLetters letters) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (dead, fault) -> letters.send(group, bytes(dead), FaultPolicy.reason(fault)));
    handler.setBackOffFunction((dead, fault) -> backOff(policy, fault));
    // A dead letter that could not be sent: the record comes again, with no failure counted.
    handler.setResetStateOnRecoveryFailure(true);
    handler.setResetStateOnExceptionChange(true);
    handler.setCommitRecovered(true);
    return handler;
  }

  private static BackOff backOff(FaultPolicy policy, Exception fault) {
    return () ->
        new BackOffExecution() {
          private int failures;

          @Override
          public long nextBackOff() {
            return switch (policy.next(fault, ++failures)) {
              case FaultPolicy.Next.RepeatUntilItPasses(var after) -> after.toMillis();
              case FaultPolicy.Next.RepeatOnce(var after) -> after.toMillis();
              case FaultPolicy.Next.PutAside _ -> STOP;
            };
          }
        };
  }

  // The binder's consumers are configured with byte arrays for both; its type doesn't say so.
  @SuppressWarnings("unchecked")
  private static ConsumerRecord<byte[], byte[]> bytes(ConsumerRecord<?, ?> record) {
    return (ConsumerRecord<byte[], byte[]>) record;
  }
}
