package muster.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import muster.apiedge.request.AddressRange;
import muster.gateway.route.Service;
import muster.preflight.Refusal;
import muster.preflight.Secret;
import muster.preflight.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What a gateway is set to.
 *
 * @param origin the address that browsers know, without a path
 * @param console the folder of the pages, as their build writes it; it need not be there
 * @param clientSecret of the client muster-gateway at the issuer
 * @param clientSecretFile a file that holds the same
 * @param key 32 bytes in Base64, by which tokens are sealed; the same for all gateways
 * @param keyFile a file that holds the same
 * @param metricsFrom addresses that may read the metrics, with commas
 * @param deskSession how long after its login a session at a desk ends
 * @param phoneSession the same of a phone
 * @param services where each of them is reached
 * @param answerWithin how long a service may take for the beginning of an answer, and for each
 *     further part of it
 * @param importWithin the same for imports, which answer when all is stored
 * @param streamSilence after which a stream is taken for dead: services send a heartbeat each 15 s
 * @param maxStreams open at a time
 * @param gatherEvery how often the services are asked for their figures
 * @param exercise this is a stack for training, as every page has to say
 */
@ConfigurationProperties("muster.gateway")
public record GatewaySettings(
    URI origin,
    Path console,
    String clientSecret,
    String clientSecretFile,
    String key,
    String keyFile,
    String metricsFrom,
    Duration deskSession,
    Duration phoneSession,
    Map<Service, URI> services,
    Duration answerWithin,
    Duration importWithin,
    Duration streamSilence,
    int maxStreams,
    Duration gatherEvery,
    boolean exercise) {
  private static final int KEY_BYTES = 32;
  private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);

  public GatewaySettings {
    services = Map.copyOf(services);
  }

  /** Before anything else is started. */
  public static void check(Environment environment) {
    GatewaySettings settings =
        Binder.get(environment).bindOrCreate("muster.gateway", GatewaySettings.class);
    List<Refusal> refusals = new ArrayList<>();
    collect(refusals, settings::secret);
    collect(refusals, settings::keyBytes);
    if (!isOrigin(settings.origin)) {
      refusals.add(
          Refusal.invalid(
              "MUSTER_ORIGIN",
              "this is not the address of the pages. It begins with http:// or https:// and has no"
                  + " path, such as https://muster.example.org."));
    }
    Map<Service, URI> known = new TreeMap<>(settings.services);
    for (Service service : Service.values()) {
      if (!known.containsKey(service) || !isOrigin(known.get(service))) {
        refusals.add(
            Refusal.invalid(
                "MUSTER_" + service.name() + "_URL",
                "this is not where a service is reached. It begins with http:// or https:// and"
                    + " has no path, such as http://localhost:8081."));
      }
    }
    if (settings.deskSession.compareTo(SHORTEST_SESSION) < 0
        || settings.phoneSession.compareTo(SHORTEST_SESSION) < 0) {
      refusals.add(
          Refusal.invalid("MUSTER_GATEWAY_DESKSESSION", "a session lasts a minute or longer."));
    }
    collect(refusals, settings::metricReaders);
    if (!refusals.isEmpty()) {
      throw new StartRefused(refusals);
    }
  }

  private static void collect(List<Refusal> refusals, Runnable check) {
    try {
      check.run();
    } catch (StartRefused refused) {
      refusals.addAll(refused.refusals());
    } catch (IllegalArgumentException e) {
      refusals.add(Refusal.invalid("MUSTER_GATEWAY_METRICSFROM", String.valueOf(e.getMessage())));
    }
  }

  private static boolean isOrigin(URI given) {
    String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && given.getHost() != null
        && given.getPort() <= 65_535
        && String.valueOf(given.getRawPath()).isEmpty()
        && given.getRawQuery() == null
        && given.getRawFragment() == null
        && given.getRawUserInfo() == null;
  }

  /**
   * @throws StartRefused naming the setting that is missing or wrong
   */
  public String secret() {
    return Secret.get("MUSTER_GATEWAY_CLIENT_SECRET", clientSecret, clientSecretFile).value();
  }

  /**
   * @throws StartRefused naming the setting that is missing or wrong
   */
  public byte[] keyBytes() {
    return Secret.get("MUSTER_GATEWAY_KEY", key, keyFile).key(KEY_BYTES);
  }

  public List<AddressRange> metricReaders() {
    return AddressRange.listOf(metricsFrom);
  }

  /** Whether browsers speak TLS with whatever stands at the origin. */
  public boolean isSecure() {
    return "https".equalsIgnoreCase(origin.getScheme());
  }

  public URI url(Service service) {
    URI url = services.get(service);
    if (url == null) {
      throw new IllegalStateException("no address of " + service);
    }
    return url;
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "GatewaySettings[origin=" + origin + ", services=" + services + "]";
  }
}
