package io.headwater.quickstart.doctor.machine;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of the stream's local state: that it can be written to, and has room. */
record StateDirCheck(Path folder) implements Check {

  private static final String SETTING = "headwater.streams.state-dir";

  @Override
  public String name() {
    return "state-dir";
  }

  @Override
  public List<Finding> look() {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Path there = FolderProbe.nearest(absolute);
      FolderProbe.tryToWrite(there);
      long free = Files.getFileStore(there).getUsableSpace();
      String seen = absolute + (there.equals(absolute) ? " can be written to" : " can be made");
      return List.of(FreeSpace.judge(seen, free, SETTING));
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              "%s cannot be written to: %s".formatted(absolute, why(e)),
              "let the user of the stream write there, or choose another folder with " + SETTING));
    }
  }

  private static String why(IOException e) {
    return e instanceof java.nio.file.FileSystemException
        ? e.getClass().getSimpleName() + " at " + Reason.of(e)
        : Reason.of(e);
  }
}
