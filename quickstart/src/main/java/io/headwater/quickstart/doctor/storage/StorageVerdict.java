package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;

/** What to say of a storage that does not do its part. */
final class StorageVerdict {

  private StorageVerdict() {}

  /**
   * The finding.
   *
   * @param step what could not be done with it, as a participle
   */
  static Finding of(TableLogs tables, String step, Exception failure) {
    String reason = Reason.of(failure);
    String seen =
        "%s could not be %s: %s (%s)"
            .formatted(location(tables), step, reason, failure.getClass().getSimpleName());
    if (reason.contains("No FileSystem for scheme")) {
      return Finding.fail(
          seen,
          "correct the scheme in headwater.delta.base-path: a local path, or abfss:// for Azure");
    }
    if (reason.contains("403") || reason.contains("AuthorizationPermissionMismatch")) {
      return Finding.fail(
          seen,
          "give its identity the role Storage Blob Data Contributor on the container; a new role"
              + " takes some minutes");
    }
    if (reason.contains("401") || reason.contains("AADToken") || reason.contains("token")) {
      return Finding.fail(seen, "check headwater.delta.azure.*: the sign-in itself fails");
    }
    if (reason.contains("UnknownHost")) {
      return Finding.fail(
          seen, "check the account's name in headwater.delta.base-path, and the name servers");
    }
    return Finding.fail(
        seen,
        "let the user of the sink write there, or choose another folder with"
            + " headwater.delta.base-path");
  }

  private static String location(TableLogs tables) {
    try {
      return tables.location();
    } catch (IOException | RuntimeException e) {
      return "headwater.delta.base-path";
    }
  }
}
