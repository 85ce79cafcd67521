package muster.dispatch.alert.http;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.apiedge.ProblemException;
import org.jspecify.annotations.Nullable;

/** The version of an alert's details as an entity tag, by RFC 9110, sections 8.8.3 and 13.1.1. */
final class DetailsVersions {
  /** Also in the answer to issuing it again: that tells of the alert as it was then. */
  static final int OF_A_NEW_ALERT = 1;

  private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~]*)\"");
  private static final Pattern LIST =
      Pattern.compile("[ \t,]*" + TAG + "([ \t]*,[ \t,]*" + TAG + ")*[ \t,]*");
  private static final Pattern OURS = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int MAX_LENGTH = 1_000;

  private DetailsVersions() {}

  static String tag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * The versions that the header allows; empty for tags that are none of ours. A weak one never
   * matches.
   *
   * @param ifMatch null when there is none
   * @return null when any version will do
   * @throws ProblemException {@code validation}
   */
  static @Nullable Set<Integer> allowed(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    if (ifMatch.length() > MAX_LENGTH || !LIST.matcher(ifMatch).matches()) {
      throw ProblemException.invalid("If-Match", "must be * or entity tags, such as \"3\"");
    }
    Set<Integer> versions = new HashSet<>();
    Matcher tags = TAG.matcher(ifMatch);
    while (tags.find()) {
      if (tags.group(1) == null && OURS.matcher(tags.group(2)).matches()) {
        versions.add(Integer.parseInt(tags.group(2)));
      }
    }
    return versions;
  }
}
