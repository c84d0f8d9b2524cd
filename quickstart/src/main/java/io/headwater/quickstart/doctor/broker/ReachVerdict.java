package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.Reach;

/** What to say of a broker's address that was tried. */
final class ReachVerdict {

  /**
   * Where the address came from.
   *
   * @param spare whether the address can be done without
   * @param setting what says it
   * @param otherwise how to get a broker there
   */
  record Where(boolean spare, String setting, String otherwise) {}

  private ReachVerdict() {}

  static Finding of(Endpoint endpoint, Reach reach, Where where) {
    Level bad = where.spare() ? Level.WARN : Level.FAIL;
    if (reach instanceof Reach.Reached reached) {
      return Finding.ok("%s (%s) takes connections".formatted(endpoint, reached.address()));
    }
    if (reach instanceof Reach.UnknownName) {
      return new Finding(
          bad,
          "the host name %s is unknown here".formatted(endpoint.host()),
          "check " + where.setting() + ", and the name servers of this machine");
    }
    if (reach instanceof Reach.Refused refused) {
      return new Finding(
          bad,
          "%s (%s) takes no connections: %s".formatted(endpoint, refused.address(), refused.why()),
          "check the port in %s, and that the broker runs (%s)"
              .formatted(where.setting(), where.otherwise()));
    }
    return new Finding(
        bad,
        "%s did not answer at all".formatted(endpoint),
        "let firewalls and network policies pass connections from here to there (Azure: the"
            + " namespace's networking page), or check "
            + where.setting());
  }
}
