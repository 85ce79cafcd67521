package muster.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import muster.preflight.NeighbourWatch;
import muster.preflight.Preflight;
import muster.preflight.ProcessExit;
import muster.preflight.Refusal;
import muster.preflight.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * A Spring Boot service's start with the check in front of it. The check begins when the settings
 * are known, runs beside the search for the service's parts, and is waited for before the first of
 * them is made.
 */
public final class ServiceStart {
  /** The bootstrap servers, in every service. */
  private static final String KAFKA = "muster.kafka.bootstrap-servers";

  private final Class<?> application;
  private final Map<String, Consumer<Environment>> checks = new TreeMap<>();
  private boolean withKafka = true;

  private ServiceStart(Class<?> application) {
    this.application = application;
  }

  public static ServiceStart of(Class<?> application) {
    return new ServiceStart(application);
  }

  /**
   * Something this service alone can judge.
   *
   * @param setting named when it throws and does not name one itself
   */
  public ServiceStart check(String setting, Consumer<Environment> check) {
    checks.put(setting, check);
    return this;
  }

  /** For a service that neither reads nor writes events. */
  public ServiceStart withoutKafka() {
    withKafka = false;
    return this;
  }

  /** What {@code main} calls. A service that can't start ends the process. */
  public void run(String... arguments) {
    SpringApplication spring = new SpringApplication(application);
    spring.addInitializers(this::begin);
    try {
      spring.run(arguments);
    } catch (SpringApplication.AbandonedRunException e) {
      throw e; // somebody asked for the context alone
    } catch (RuntimeException | Error e) {
      Explanation.of(e).ifPresentOrElse(ProcessExit::refuse, ProcessExit::fail);
    }
  }

  private void begin(ConfigurableApplicationContext context) {
    NeighbourWatch watch = preflight(context.getEnvironment()).begin();
    context.addBeanFactoryPostProcessor(
        beans -> {
          watch.awaitNeeded();
          watch.awaitRest(ProcessExit::refuse);
        });
  }

  private Preflight preflight(Environment settings) {
    Preflight preflight = new Preflight();
    if (withKafka) {
      preflight.kafka(settings.getProperty(KAFKA));
    }
    return preflight
        .patience(settings.getProperty("MUSTER_START_PATIENCE"))
        .issuer(settings.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri"))
        .database(
            settings.getProperty("spring.datasource.url"),
            settings.getProperty("spring.datasource.username"),
            settings.getProperty("spring.datasource.password"),
            DatabasePasswordFile.passwordSetting(settings))
        .port(
            "SERVER_PORT",
            settings.getProperty("server.address"),
            settings.getProperty("server.port"))
        .refuse(refusals(settings));
  }

  private List<Refusal> refusals(Environment settings) {
    List<Refusal> refusals = new ArrayList<>();
    checks.forEach(
        (setting, check) -> {
          try {
            check.accept(settings);
          } catch (StartRefused refused) {
            refusals.addAll(refused.refusals());
          } catch (RuntimeException e) {
            refusals.addAll(
                Explanation.of(e)
                    .map(StartRefused::refusals)
                    .orElseGet(
                        () -> List.of(Refusal.invalid(setting, String.valueOf(e.getMessage())))));
          }
        });
    return refusals;
  }
}
