package muster.localstack;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment that a part of this stack works in, wherever it is started from.
 *
 * @param pages where the build leaves them, if it has made any
 */
record PartSettings(LocalStack stack, Path pages) {
  /** Those that have to know that nothing is real. */
  private static final Set<Part> EXERCISING = EnumSet.of(Part.DISPATCH, Part.REPORT, Part.GATEWAY);

  /** Once the database server runs. */
  Map<String, String> of(Part part) {
    Map<String, String> all = new TreeMap<>();
    all.put(part.kind().portVariable(), Integer.toString(stack.port(part)));
    all.put("MUSTER_ISSUER", stack.issuer());
    all.put("MUSTER_KAFKA", "localhost:" + stack.port(Part.KAFKA));
    Path folder = stack.dataFolder().resolve(part.module());
    if (part == Part.IDENTITY) {
      all.put("MUSTER_KEY_FOLDER", folder.toString());
    }
    if (part == Part.IDENTITY || part == Part.GATEWAY) {
      Path secret = stack.dataFolder().resolve(Part.GATEWAY.module()).resolve("client-secret");
      all.put("MUSTER_ORIGIN", stack.gatewayUrl().toString());
      all.put("MUSTER_GATEWAY_CLIENT_SECRET_FILE", KeyFile.ensure(secret).toString());
    }
    if (part == Part.GATEWAY) {
      all.put("MUSTER_GATEWAY_KEY_FILE", KeyFile.ensure(folder.resolve("key")).toString());
      all.put("MUSTER_CONSOLE", pages.toString());
      all.put("MUSTER_DISPATCH_URL", stack.dispatchUrl().toString());
      all.put("MUSTER_VOLUNTEER_URL", stack.volunteerUrl().toString());
      all.put("MUSTER_REPORT_URL", stack.reportUrl().toString());
      all.put("MUSTER_NOTIFICATION_URL", stack.notificationUrl().toString());
    }
    if (stack.isExercise() && EXERCISING.contains(part)) {
      all.put("MUSTER_EXERCISE", "true");
    }
    if (part == Part.VOLUNTEER) {
      all.put("MUSTER_PHONE_KEY_FILE", KeyFile.ensure(folder.resolve("phone-key")).toString());
    }
    part.database().ifPresent(database -> all.putAll(stack.postgres().environment(database)));
    return all;
  }
}
