package io.headwater.quickstart.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version the jar was built as. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {"headwater " + Optional.ofNullable(built).orElse("(not from a jar)")};
  }
}
