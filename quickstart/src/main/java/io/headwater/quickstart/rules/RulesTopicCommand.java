package io.headwater.quickstart.rules;

import io.headwater.model.settings.NearestName;
import io.headwater.quickstart.cli.BrokerArguments;
import io.headwater.quickstart.cli.ClientSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.quickstart.cli.SettingsBinder;
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
  abstract void run();

  @Override
  public final Integer call() {
    run();
    return 0;
  }

  /** The topic that the settings name. */
  final RulesTopic topic() {
    ClientSettings settings = settings(ClientSettings.class, List.of());
    return new RulesTopic(settings.kafka(), settings.topics().rules());
  }

  /**
   * The settings among the arguments.
   *
   * @param more of the kind {@code --headwater.name=value}
   */
  final <T extends Record> T settings(Class<T> type, List<String> more) {
    List<String> arguments = new ArrayList<>(broker.settings(unmatched));
    arguments.addAll(more);
    try {
      return SettingsBinder.bind(type, arguments);
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

  /** What is said when there is no rule of that id. */
  static CommandFailure unknown(String id, RuleRecords records) {
    List<String> ids = records.inForce().stream().map(entry -> entry.rule().id()).toList();
    String hint = NearestName.hint(id, ids);
    return new CommandFailure(
        "There is no rule %s%s ./headwater rules list shows all."
            .formatted(id, hint.isEmpty() ? ":" : hint),
        null);
  }
}
