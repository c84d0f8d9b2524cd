package io.headwater.eventhubs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence why there is no token; Azure's own words fill pages. */
final class EntraFailure {

  /** The number of each of Entra ID's answers; its explanation stands behind it. */
  private static final Pattern ANSWER = Pattern.compile("AADSTS\\d+: [^\\r\\n]{1,200}");

  private static final int LONGEST = 240;

  private EntraFailure() {}

  static String sentence(String scope, Throwable refused) {
    return "Microsoft Entra ID gave no token for %s (%s): check the identity of this process (on AKS its service account and client id) and headwater.kafka.event-hubs"
        .formatted(scope, why(refused));
  }

  private static String why(Throwable refused) {
    String last = "";
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Matcher answer = ANSWER.matcher(message);
      if (answer.find()) {
        return answer.group().strip();
      }
      last = message;
    }
    String line = last.lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
