package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Who is active under the stream's name, and how far behind. */
final class GroupCheck implements Check {

  private final BrokerGroups groups;
  private final GroupVerdict verdict;
  private final String applicationId;

  /**
   * @param own topics that the stream reads
   */
  GroupCheck(BrokerSession session, String applicationId, List<String> own) {
    this.groups = new BrokerGroups(session);
    this.verdict = new GroupVerdict(own);
    this.applicationId = applicationId;
  }

  @Override
  public String name() {
    return "group";
  }

  @Override
  public List<String> needs() {
    // Any of the brokers may be the one that keeps the group, or the end of a partition
    return List.of(SignInCheck.NAME, BrokersCheck.NAME);
  }

  @Override
  public Duration limit() {
    return BrokerSession.PATIENCE.multipliedBy(2);
  }

  @Override
  public List<Finding> look() throws ExecutionException, InterruptedException {
    return List.of(verdict.of(groups.facts(applicationId)));
  }
}
