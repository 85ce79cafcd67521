package muster.dispatch.alert.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import muster.dispatch.RunningDispatch;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binder.ExtendedPropertiesBinder;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaConsumerProperties;
import org.springframework.messaging.MessageChannel;

/** A setting of a binding whose name is misspelt is nobody's, and nothing says so. */
@OnBothKinds
class BindingsTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void receiptsWaitForCompanyAndReportsDoNot() {
    assertThat(settings("receipts-in-0").getConfiguration())
        .containsEntry("fetch.min.bytes", "65536");
    assertThat(settings("reports-in-0").getConfiguration()).doesNotContainKey("fetch.min.bytes");
  }

  private KafkaConsumerProperties settings(String binding) {
    var binder =
        (ExtendedPropertiesBinder<?, ?, ?>)
            dispatch.context.getBean(BinderFactory.class).getBinder(null, MessageChannel.class);
    return (KafkaConsumerProperties) binder.getExtendedConsumerProperties(binding);
  }
}
