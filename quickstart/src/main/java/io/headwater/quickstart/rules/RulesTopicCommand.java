package io.headwater.quickstart.rules;

import io.headwater.quickstart.cli.BrokerArguments;
import io.headwater.quickstart.cli.ClientSettings;
import io.headwater.quickstart.cli.CommandFailure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What the commands share that look into the rules topic. */
abstract class RulesTopicCommand implements Callable<Integer> {

  @Mixin private BrokerArguments broker = new BrokerArguments();

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Does it; a {@link CommandFailure} says what went wrong. */
  abstract void run(RulesTopic topic);

  @Override
  public final Integer call() {
    run(topic());
    return 0;
  }

  private RulesTopic topic() {
    try {
      return new RulesTopic(ClientSettings.bind(broker.settings(unmatched)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  final ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  final void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Tells of records that the stream does not take either. */
  final void warnOf(RuleRecords records) {
    PrintWriter err = spec.commandLine().getErr();
    records.refused().forEach(refused -> err.println("headwater: refused is " + refused));
    err.flush();
  }
}
