package io.headwater.quickstart.rules;

import io.headwater.model.json.ContractViolation;
import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a command reads a rule from. */
final class RuleSource {

  private static final String STANDARD_INPUT = "-";

  private RuleSource() {}

  /**
   * The rule in a file.
   *
   * @param file its path; {@code -}: standard input
   * @throws CommandFailure when there is none, or it is no rule
   */
  static RuleFile read(String file) {
    try {
      return RuleFile.read(
          file.equals(STANDARD_INPUT)
              ? System.in.readAllBytes()
              : Files.readAllBytes(Path.of(file)));
    } catch (ContractViolation e) {
      throw new CommandFailure(
          "%s holds no rule: %s docs/rules.md says how to write one."
              .formatted(name(file), ended(e.getMessage())),
          e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "There is no file %s: name the one with the rule, or - for standard input."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new CommandFailure("%s can't be read: %s.".formatted(name(file), e), e);
    }
  }

  /** What asks what was meant has its mark already. */
  private static String ended(String sentence) {
    return sentence.endsWith("?") ? sentence : sentence + ".";
  }

  private static String name(String file) {
    return file.equals(STANDARD_INPUT) ? "Standard input" : "The file " + file;
  }
}
