package muster.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Main class of the broker's process: formats an empty data folder once, then runs Kafka's own main
 * class.
 */
final class BrokerProcess {
  private BrokerProcess() {}

  public static void main(String[] args) throws IOException {
    String settings = args[0];
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(settings))) {
      properties.load(in);
    }
    if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
      String[] format = {
        "format", "--cluster-id", args[1], "--config", settings, "--ignore-formatted"
      };
      int code = StorageTool.execute(format, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    Kafka.main(new String[] {settings});
  }
}
